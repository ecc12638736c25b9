#include "report/input_text.h"

#include <algorithm>

#include "base/fold.h"

namespace klarsicht {

namespace {

/// Columns that are named; of more of them only how many.
constexpr std::size_t most_named = 12;

std::string named(std::vector<std::string> columns, std::string_view key, const Texts& texts) {
    if (columns.empty()) { return {}; }
    const std::size_t shown = std::min(columns.size(), most_named);
    std::string names;
    for (std::size_t i = 0; i < shown; ++i) { names += (i == 0 ? "" : ", ") + columns[i]; }
    if (columns.size() > shown) {
        names += " " + texts.format(Message("report.inputs.more").count("n", columns.size() - shown));
    }
    return " " + texts.format(Message(key).text("columns", names));
}

std::string matching(const InputReport& input, const Texts& texts) {
    std::vector<std::string> otherwise;
    for (const ColumnMatch& match : input.matched) {
        if (match.current != match.other) { otherwise.push_back(match.other + " = " + match.current); }
    }
    return texts.format(Message("report.inputs.matched")
                            .count("n", input.matched.size())
                            .count("columns", input.matched.size() + input.only_current.size())) +
           named(std::move(otherwise), "report.inputs.otherwise", texts) +
           named(input.only_current, "report.inputs.only_current", texts) +
           named(input.only_other, "report.inputs.only_other", texts);
}

}  // namespace

std::string delimiter_name(const std::string& delimiter, const Texts& texts) {
    if (delimiter == ",") { return std::string(texts.text("report.delimiter.comma")); }
    if (delimiter == ";") { return std::string(texts.text("report.delimiter.semicolon")); }
    if (delimiter == "\t") { return std::string(texts.text("report.delimiter.tab")); }
    if (delimiter == " ") { return std::string(texts.text("report.delimiter.space")); }
    return delimiter.empty() ? std::string() : texts.format(Message("report.delimiter.other").text("value", delimiter));
}

std::string read_as(const Source& source, const Texts& texts) {
    const auto word = [&](std::string_view key) { return std::string(texts.text(key)); };
    std::vector<std::string> parts = {upper(source.compression)};
    if (!source.sheet.empty()) { parts.push_back(texts.format(Message("report.sheet").text("sheet", source.sheet))); }
    parts.push_back(delimiter_name(source.delimiter, texts));
    const std::string encoding = "encoding." + source.encoding;
    parts.push_back((texts.has(encoding) ? word(encoding) : upper(source.encoding)) +
                    (source.encoding_sure ? "" : word("report.encoding_guessed")));
    const bool may_lack_header = !source.delimiter.empty() || !source.sheet.empty();
    if (!source.has_header || may_lack_header) {
        parts.push_back(word(source.has_header ? "report.with_header" : "report.no_header"));
    }
    // What of the file is no row of the table.
    using enum StructureIssue::Kind;
    for (const StructureIssue::Kind kind : {leading_junk, total_row, trailing_junk, blank_row}) {
        const auto found = std::ranges::find(source.issues, kind, &StructureIssue::kind);
        if (found == source.issues.end()) { continue; }
        const std::string key = "report.apart." + std::string(name_of(kind));
        parts.push_back(texts.format(std::move(Message(key).count("n", found->count))));
    }
    std::string text = upper(source.format);
    for (const std::string& part : parts) { text += part.empty() ? "" : " · " + part; }
    return text;
}

ShownInput shown_input(const InputReport& input, const Texts& texts) {
    ShownInput shown;
    shown.title = texts.text("report.input." + std::string(name_of(input.input)));
    shown.name = input.source.name;
    shown.size = texts.format(Message("report.size").count("rows", input.rows).count("columns", input.columns));
    shown.read_as = read_as(input.source, texts);
    if (input.input != Input::current) { shown.matching = matching(input, texts); }
    return shown;
}

}  // namespace klarsicht
