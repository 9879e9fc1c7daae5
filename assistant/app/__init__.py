"""The doors: the command line and the chat page.

Command line: `cli`, its groups `cli_docs` (with `cli_compare`), `cli_index`, `cli_eval` (with
`cli_calibrate`), `cli_train`, `cli_users`, `cli_feedback`, what they share in
`console`, batches in `batch`, answers as text in `terminal`, in other forms in `cli_export`. For
programs: `cli_mcp` and `mcp_server`, and over HTTP the `endpoint`.
Page: `chat` puts together `page_layout` of `widgets` (parts), `desk` (events, with `asking` and
`suggest`), `evaluate_tab` with `evaluation_desk`, `testset_run`, `last_runs`, `evaluation_view`,
`comparison_view`, `saved_run`, `conversation` (data), `scope` (what was searched), `message_view`,
`source_view` and `library_view` (HTML, all text through `markup`, all words of ours from `labels`),
`export_panel` with `export_view` (copies and files), `loader` (models in the background, with
`renewing`), `static_files`, `middleware`, `server`.
Beside it, by their `addresses`, the `reading_pages`: `page_frame`, `document_view` with `locate`,
`why_view`.
Keeping: `people_file` (SQLite), `conversations` and `feedback` in it, `reopened` (from a record to
the page), `judged` (what was said of its answers), `keeping` and `feedback_desk` (events),
`keeping_panel` and `feedback_panel` (layout), `kept_view` (HTML). People: `door` decides between
`visitors` (guests) and `login` with `users`, `slow_down`, `login_page`, `same_origin`.
"""
