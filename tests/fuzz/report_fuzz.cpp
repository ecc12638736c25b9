// A table of any words, with any names for its columns and its file: every format is written, the JSON is JSON, and no
// markup of the file is markup in a report. The first byte chooses roles, the rest are cells: tab and line feed part
// them.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/json.h"
#include "report/render.h"
#include "session/session.h"
#include "support/csv.h"

using namespace klarsicht;

namespace {

constexpr std::array<std::string_view, 6> roles = {"protected", "attribute",  "copy",
                                                   "outcome",   "identifier", "consent"};

std::string plan_for(const Table& table, unsigned choice) {
    json plan = {{"version", 1}, {"as_of", "2026-11-01"}};
    const std::size_t decision = choice % table.columns.size();
    for (std::size_t c = 0; c < table.columns.size() && c < roles.size(); ++c) {
        const std::string& name = table.columns[c].name;
        plan["roles"][name] = {c == decision ? std::string("decision") : std::string(roles[(c + choice / 8) % 6])};
    }
    const Column& data = table.columns[decision];
    plan["positive"][data.name] = {{"equals", std::string(data.dictionary[choice % data.dictionary.size()])}};
    return json_text(plan);
}

/// Tags that only the file can have brought.
void check_html(const std::string& html) {
    for (const std::string_view tag : {"<script", "<img", "<iframe", "<svg onload", "<a onclick"}) {
        if (html.contains(tag)) { std::abort(); }
    }
}

void check_all(Session& session) {
    for (const Language language : {Language::de, Language::en}) {
        for (const std::string_view format : {"json", "html", "md", "csv", "counts.csv"}) {
            const Result<std::string> file = session.leaving_file(format, language);
            if (!file) { std::abort(); }
            if (format == "json" && !json::accept(*file)) { std::abort(); }
            if (format == "html") { check_html(*file); }
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size < 4 || size > 4000) { return 0; }
    const unsigned choice = data[0];
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    const std::string name = text.substr(0, text.find_first_of("\t\n"));
    IngestOptions options;
    options.name = name.substr(0, 60);
    options.delimiter = '\t';
    if ((choice & 128) != 0) { options.header = true; }
    Result<Table> table = test::read_csv(text, options);
    if (!table || table->rows() == 0 || table->columns.empty() || table->columns.size() > 12) { return 0; }
    const std::string plan = plan_for(*table, choice & 127);
    Session session(Progress::none());
    session.take(Input::current, std::move(*table));
    // Names that are no UTF-8 are no names a plan can say.
    if (!session.set_plan(plan)) { static_cast<void>(session.set_plan("")); }
    const AuditOptions audit{
        .show_values = choice % 7 == 3, .on_screen = choice % 3 == 1, .show_cells = choice % 5 == 2};
    if (!session.audit(audit)) {
        static_cast<void>(session.set_plan(""));
        if (!session.audit(audit)) { return 0; }
    }
    check_all(session);
    return 0;
}
