"""Answer validation: whether the best sentence shows that it tells something else than is asked.

The task has its name from Peñas, Rodrigo, Sama and Verdejo, "Overview of the Answer Validation
Exercise 2006" (CLEF). Each check knows one way in which what is most alike is no answer: a visit
that was made does not tell when the next one will be. A check that cannot tell stays silent.

`told` is what the checks look at; `times`, `counts`, `people`, `deeds` and `texts` hold
them by what is asked for, `fits` asks them all.
"""
