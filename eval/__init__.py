"""Is it right? Test sets, runs over them, measures with intervals, reports and comparisons.

In reading order, which is also the order in which a question passes through:

    question, testset       files -> Question, with every fault of a file at once
      (records, faults: pydantic; csv_file, squad_file: other forms)
    run                     Question -> Answer, by the assistant
    predictions, stamp      what was answered, kept so that it can be scored again
    verdict, squad          one question and its prediction: right? rightly cited? exact match, F1
    retrieval, beir         passages and documents in their order, by `ir_measures`
    calibration, intervals  what the confidence is worth; how sure a figure is
    calibrate, fitting, calibration_file  the confidence fitted again
    operating               coverage and risk at each strictness
    cells, figures, measures, scores     verdicts -> figures, each with n and a 95 % interval
    qa                      all of the above in one call
    reader_bench            the reader alone, on articles it never saw
    gates, past, compare, ablation, steps
    table, plots, plain_names, remarks, report, report_files   for people

    bench, load             how fast: by itself, and when forty people ask at once

This package does not answer questions, and all but `load`, which starts the chat to ask it, know
neither the command line nor the page.
"""
