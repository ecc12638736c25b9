#include "platform/cli/commands.h"

#include <string>
#include <vector>

#include "audit/plan_json.h"
#include "audit/rules.h"
#include "base/listed.h"
#include "base/secret.h"
#include "base/visible_text.h"
#include "platform/cli/arguments.h"
#include "platform/cli/files.h"
#include "platform/cli/listing.h"
#include "report/json_lines.h"
#include "report/render.h"
#include "report/understanding_text.h"
#include "session/session.h"
#include "training/scenario.h"

namespace klarsicht::cli {

namespace {

/// How the current file is read: as the arguments say, and else as the plan does.
Reading reading_with(Reading reading, std::string_view plan) {
    const Result<json> document = read_plan_json(plan);
    const Result<Plan> read = document ? plan_from_json(*document, nullptr) : Result<Plan>(Plan());
    if (!read) { return reading; }  // said once the file is there
    const ReadingChoice& choice = read->reading;
    if (!reading.delimiter) { reading.delimiter = choice.delimiter; }
    if (!reading.encoding) { reading.encoding = choice.encoding; }
    if (!reading.sheet) { reading.sheet = choice.sheet; }
    if (choice.header && !reading.no_header) { (*choice.header ? reading.header : reading.no_header) = true; }
    return reading;
}

/// Reads the files that the arguments name, and the plan.
Result<void> fill(Session& session, const Arguments& arguments, Progress& progress) {
    std::string plan;
    if (arguments.plan) {
        plan = KLARSICHT_TRY(read_text(*arguments.plan));  // before the long work
    }
    const std::string work = arguments.work ? KLARSICHT_TRY(read_text(*arguments.work)) : std::string();
    for (const Input input : {Input::current, Input::reference, Input::population}) {
        const std::string* path = arguments.path(input);
        if (path == nullptr) { continue; }
        const bool current = input == Input::current;
        const Reading reading = current ? reading_with(arguments.reading(input), plan) : arguments.reading(input);
        session.take(input, KLARSICHT_TRY(read_table(*path, reading, progress)));
        if (!current) { continue; }
        if (!work.empty()) { KLARSICHT_TRY(session.set_work(work)); }
        // A plan of its own goes before that of the work file.
        if (work.empty() || arguments.plan) { KLARSICHT_TRY(session.set_plan(plan)); }
    }
    return {};
}

/// Holds the report against an earlier one: a report, a work file, or a file to audit under the same plan.
Result<void> compare_with_earlier(Session& session, const Arguments& arguments, Progress& progress) {
    if (!arguments.compare) { return {}; }
    const std::string kind = extension_of(*arguments.compare);
    if (kind == "json" || kind == "klarsicht") {
        return session.compare_with(KLARSICHT_TRY(read_text(*arguments.compare)));
    }
    return session.compare_with_file(KLARSICHT_TRY(read_table(*arguments.compare, Reading(), progress)));
}

bool reaches(const Report& report, Status limit) {
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.status == Status::fail || (limit == Status::warn && outcome.status == Status::warn)) {
            return true;
        }
    }
    return false;
}

/// No output may be one of the files that are read, or another output, by whatever name it goes.
Result<void> check_outputs(const Arguments& arguments) {
    std::vector<std::string> read;
    for (const Input input : {Input::current, Input::reference, Input::population}) {
        if (const std::string* path = arguments.path(input); path != nullptr) { read.push_back(*path); }
    }
    for (const auto& path : {arguments.plan, arguments.work, arguments.compare, arguments.key_file}) {
        if (path) { read.push_back(*path); }
    }
    std::vector<std::string> written = arguments.out;
    if (arguments.share_sheet) { written.push_back(*arguments.share_sheet); }
    for (const std::string& out : written) {
        if (std::ranges::any_of(read, [&](const std::string& path) { return is_also_read(out, path); })) {
            return fail(ErrorCode::usage, Message("error.cli.out_is_input").text("name", out));
        }
    }
    for (std::size_t i = 1; i < written.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (!same_output(written[j], written[i])) { continue; }
            Message twice = Message("error.cli.out_twice").text("name", written[i]);
            return fail(ErrorCode::usage, twice.text("other", written[j]));
        }
    }
    return {};
}

Result<int> run_audit(const Arguments& arguments, Console& console) {
    KLARSICHT_TRY(check_outputs(arguments));
    ConsoleProgress progress(console, arguments.language);
    Session session(progress);
    KLARSICHT_TRY(session.set_rules(arguments.rules));
    KLARSICHT_TRY(fill(session, arguments, progress));
    KLARSICHT_TRY(session.audit({.show_values = arguments.show_values, .show_cells = arguments.show_cells}));
    KLARSICHT_TRY(compare_with_earlier(session, arguments, progress));
    const Report& report = *session.report();
    progress.clear();
    if (arguments.out.empty()) { console.out(KLARSICHT_TRY(session.leaving_file("json", arguments.language))); }
    for (const std::string& out : arguments.out) {
        const std::string format = out.ends_with(".counts.csv")      ? "counts.csv"
                                   : out.ends_with(".one-page.html") ? "one-page.html"
                                                                     : extension_of(out);
        const std::string text = format == "klarsicht"
                                     ? KLARSICHT_TRY(session.work_file())
                                     : KLARSICHT_TRY(session.leaving_file(format, arguments.language));
        KLARSICHT_TRY(write_text(out, text));
    }
    return arguments.fail_on && reaches(report, *arguments.fail_on) ? exit_fail_on : exit_done;
}

Result<int> run_plan(const Arguments& arguments, Console& console) {
    ConsoleProgress progress(console, arguments.language);
    Session session(progress);
    KLARSICHT_TRY(fill(session, arguments, progress));
    if (arguments.explain) {
        KLARSICHT_TRY(session.set_rules(arguments.rules));
        const Report report = KLARSICHT_TRY(session.profile({}));
        progress.clear();
        console.out(understanding_to_text(report, arguments.language));
        return exit_done;
    }
    const Plan plan = KLARSICHT_TRY(session.suggested_plan());
    progress.clear();
    console.out(plan_text(plan));
    return exit_done;
}

/// The report without findings: the same shape, so that whoever reads the one reads the other.
Result<int> run_profile(const Arguments& arguments, Console& console) {
    ConsoleProgress progress(console, arguments.language);
    Session session(progress);
    KLARSICHT_TRY(session.set_rules(arguments.rules));
    KLARSICHT_TRY(fill(session, arguments, progress));
    const Report report = KLARSICHT_TRY(session.profile({.show_values = arguments.show_values}));
    progress.clear();
    const json whole = report_to_json(report, arguments.language);
    json profile = {{"format", "klarsicht-profile"}, {"version", 1}};
    for (const std::string_view part : {"generator", "source", "columns"}) {
        profile[std::string(part)] = whole[std::string(part)];
    }
    console.out(json_lines(profile, 3));
    return exit_done;
}

Result<int> run_rows_of_finding(const Arguments& arguments, Console& console);

/// All cells as they were read.
Result<int> run_rows(const Arguments& arguments, Console& console) {
    if (!arguments.check.empty()) { return run_rows_of_finding(arguments, console); }
    ConsoleProgress progress(console, arguments.language);
    const Table table = KLARSICHT_TRY(read_table(arguments.file, arguments.reading(Input::current), progress));
    progress.clear();
    print_rows(table, console);
    return exit_done;
}

/// The key of pseudonyms: a file's text without the end of its line. It never stands in an argument, which others see.
Result<Secret> key_of(const Arguments& arguments) {
    if (!arguments.key_file) { return Secret(); }
    std::string key = KLARSICHT_TRY(read_text(*arguments.key_file));
    while (key.ends_with('\n') || key.ends_with('\r')) { key.pop_back(); }
    return Secret(std::move(key));
}

/// What was found when the new file was read again.
void print_checked(const ShareSheet& sheet, const Texts& texts, Console& console) {
    const CheckedFile& after = sheet.after;
    console.error(texts.format(Message("task.share.read_again")) + "\n");
    console.error(texts.format(share_verdict(after.figures.risk, after.k, after.of_people)) + "\n");
    for (const ShareFigureText& one : share_figures_text(sheet.before, after.figures, after.of_people, texts)) {
        console.error("  " + one.label + ": " + one.before + " → " + one.after + "\n");
    }
    if (!after.naming.empty()) {
        console.error(visible_line(texts.format(Message("task.share.naming").text("columns", listed(after.naming)))) +
                      "\n");
    }
}

/// The rows of one finding as a list.
Result<int> run_rows_of_finding(const Arguments& arguments, Console& console) {
    KLARSICHT_TRY(check_outputs(arguments));
    ConsoleProgress progress(console, arguments.language);
    Session session(progress);
    KLARSICHT_TRY(session.set_rules(arguments.rules));
    KLARSICHT_TRY(fill(session, arguments, progress));
    KLARSICHT_TRY(session.audit({.show_values = arguments.show_values}));
    progress.clear();
    RowQuery query;
    query.rows.check = KLARSICHT_TRY(session.finding(arguments.check, arguments.subject));
    const auto write = [&](const std::function<void(std::string_view)>& take) -> Result<void> {
        KLARSICHT_TRY(session.write_rows(query, arguments.language, take));
        return {};
    };
    if (arguments.out.empty() || arguments.out.front() == "-") {
        KLARSICHT_TRY(write([&](std::string_view piece) { console.out(piece); }));
    } else {
        KLARSICHT_TRY(write_pieces(arguments.out.front(), write));
    }
    return exit_done;
}

Result<int> run_remedy(const Arguments& arguments, Console& console) {
    KLARSICHT_TRY(check_outputs(arguments));
    const Secret key = KLARSICHT_TRY(key_of(arguments));
    ConsoleProgress progress(console, arguments.language);
    Session session(progress);
    KLARSICHT_TRY(session.set_rules(arguments.rules));
    KLARSICHT_TRY(fill(session, arguments, progress));
    const Remedied remedied = KLARSICHT_TRY(session.remedy(std::nullopt, key.view()));
    const bool shared = arguments.share_sheet || protects_people(session.given().remedies);
    progress.clear();
    const std::string& out = arguments.out.front();
    Guarded guarded;
    std::optional<ShareSheet> sheet;
    const auto write = [&](const std::function<void(std::string_view)>& take) -> Result<void> {
        if (shared) {
            SharedFile made = KLARSICHT_TRY(session.write_to_share(remedied, take));
            guarded = made.guarded;
            sheet = std::move(made.sheet);
            return {};
        }
        guarded = KLARSICHT_TRY(write_remedied(*session.table(Input::current), remedied, take));
        return {};
    };
    if (out == "-") {
        KLARSICHT_TRY(write([&](std::string_view piece) { console.out(piece); }));
    } else {
        KLARSICHT_TRY(write_pieces(out, write));
    }
    progress.clear();
    if (arguments.share_sheet) {
        KLARSICHT_TRY(write_text(*arguments.share_sheet, share_sheet_html(*sheet, arguments.language)));
    }
    const Texts& texts = Texts::of(arguments.language);
    for (const Message& effect : remedied.effects) { console.error(visible_line(texts.format(effect)) + "\n"); }
    for (const auto& said : {guarded.said(), encoding_said(session.table(Input::current)->source)}) {
        if (said) { console.error(visible_line(texts.format(*said)) + "\n"); }
    }
    if (sheet) { print_checked(*sheet, texts, console); }
    return exit_done;
}

Result<int> run_scenario(const Arguments& arguments, Console& console) {
    if (arguments.name.empty()) {
        console.out(scenario_listing());
        return exit_done;
    }
    const ScenarioOptions options{.rows = arguments.rows, .seed = arguments.seed, .settings = arguments.settings};
    const auto make = [&](const ScenarioSink& take) { return generate_scenario(arguments.name, options, take); };
    const std::string& out = arguments.out.front();
    auto made = out == "-" ? make([&](std::string_view piece) { console.out(piece); }) : write_pieces(out, make);
    return made ? Result<int>(exit_done) : std::unexpected(made.error());
}

Result<int> run_checks(const Arguments& arguments, Console& console) {
    const Rules rules = KLARSICHT_TRY(Rules::load(arguments.rules));
    console.out(json_lines(checks_listing(rules, arguments.area, arguments.language), 2));
    return exit_done;
}

Result<int> dispatch(const Arguments& arguments, Console& console) {
    switch (arguments.command) {
        case Command::help:
            for (const std::string_view line : Texts::of(arguments.language).list("cli.help")) {
                console.out(std::string(line) + "\n");
            }
            return exit_done;
        case Command::version:
            console.out("klarsicht " + std::string(program_version) + "\n");
            return exit_done;
        case Command::audit:
            return run_audit(arguments, console);
        case Command::plan:
            return run_plan(arguments, console);
        case Command::profile:
            return run_profile(arguments, console);
        case Command::rows:
            return run_rows(arguments, console);
        case Command::remedy:
            return run_remedy(arguments, console);
        case Command::scenario:
            return run_scenario(arguments, console);
        case Command::checks:
            return run_checks(arguments, console);
        case Command::check_value:
            return check_values(arguments.name, console);
        case Command::find_personal:
            return find_personal_lines(arguments, console);
    }
    return exit_done;
}

}  // namespace

int run(std::span<const std::string_view> words, Console& console) {
    const Language language = language_of(words);
    auto arguments = parse_arguments(words);
    auto status = arguments ? dispatch(*arguments, console) : Result<int>(std::unexpected(arguments.error()));
    if (!status) {
        console.error("klarsicht: " + visible_line(error_to_text(status.error(), language)) + "\n");
        return status.error().code == ErrorCode::usage ? exit_usage : exit_unreadable;
    }
    if (!console.good()) {
        console.error("klarsicht: " + Texts::of(language).format(Message("error.cli.cannot_write").text("name", "-")) +
                      "\n");
        return exit_unreadable;
    }
    return *status;
}

}  // namespace klarsicht::cli
