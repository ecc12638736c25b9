#include "ingest/xlsx/package.h"

#include <algorithm>
#include <map>

#include "ingest/xlsx/xml.h"

namespace klarsicht::xlsx {

namespace {

constexpr std::size_t most_sheets = 10000;
constexpr std::size_t most_formats = 100000;

struct Relationship {
    std::string id, type, target;
};

class RelationshipsHandler final : public XmlHandler {
public:
    std::vector<Relationship> all;
    void start(std::string_view name, const Attributes& attributes) override {
        if (name != "Relationship" || attributes.value("TargetMode") == "External" || all.size() >= 2 * most_sheets) {
            return;
        }
        // …/officeDocument/2006/relationships/worksheet, with another beginning in the strict variant
        std::string_view type = attributes.value("Type");
        type = type.substr(type.find_last_of('/') + 1);
        all.push_back(
            {std::string(attributes.value("Id")), std::string(type), std::string(attributes.value("Target"))});
    }
    void end(std::string_view) override {}
};

class WorkbookHandler final : public XmlHandler {
public:
    struct Listed {
        std::string name, relationship;
        bool hidden;
    };
    std::vector<Listed> sheets;
    bool from_1904 = false;

    void start(std::string_view name, const Attributes& attributes) override {
        if (name == "workbookPr") { from_1904 = attributes.flag("date1904"); }
        if (name != "sheet" || sheets.size() >= most_sheets) { return; }
        const std::string_view state = attributes.value("state");
        sheets.push_back({std::string(attributes.value("name")), std::string(attributes.value("id")),
                          state == "hidden" || state == "veryHidden"});
    }
    void end(std::string_view) override {}
};

class StylesHandler final : public XmlHandler {
public:
    std::vector<NumberFormat> formats;

    void start(std::string_view name, const Attributes& attributes) override {
        if (name == "numFmt" && custom_.size() < most_formats) {
            if (const auto id = attributes.number("numFmtId")) {
                custom_[*id] = format_of_code(attributes.value("formatCode"));
            }
        } else if (name == "cellXfs") {
            inside_ = true;
        } else if (name == "xf" && inside_ && formats.size() < most_formats) {
            const std::uint32_t id = attributes.number("numFmtId").value_or(0);
            const auto custom = custom_.find(id);
            formats.push_back(custom != custom_.end() ? custom->second : builtin_format(id));
        }
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") { stop(); }
    }

private:
    std::map<std::uint32_t, NumberFormat> custom_;
    bool inside_ = false;
};

/// The part a relationship of `from` (xl/workbook.xml) leads to: /xl/a.xml, a.xml or ../a.xml.
std::string resolve(std::string_view from, std::string_view target) {
    std::string path;
    if (!target.starts_with('/') && !target.starts_with('\\')) { path = from.substr(0, from.find_last_of('/') + 1); }
    while (!target.empty()) {
        const std::size_t slash = std::min(target.find_first_of("/\\"), target.size());
        const std::string_view part = target.substr(0, slash);
        target.remove_prefix(std::min(slash + 1, target.size()));
        if (part == "..") {
            if (path.ends_with('/')) { path.pop_back(); }
            path.erase(path.find_last_of('/') == std::string::npos ? 0 : path.find_last_of('/') + 1);
        } else if (!part.empty() && part != ".") {
            path += part;
            if (!target.empty()) { path += '/'; }
        }
    }
    return path;
}

/// Parts may be missing where the workbook can be read without them.
Result<void> read_part(const zip::Archive& archive, const zip::Entry* part, XmlHandler& handler) {
    if (part == nullptr) { return {}; }
    zip::EntryReader reader = KLARSICHT_TRY(zip::EntryReader::open(archive, *part));
    return read_xml(reader, archive.name(), handler);
}

/// What an archive is that holds no workbook we read, as the key of the sentence that says so.
std::string_view other_kind(const zip::Archive& archive) {
    const auto has = [&](std::string_view start) {
        return std::ranges::any_of(archive.entries(),
                                   [&](const zip::Entry& entry) { return entry.name.starts_with(start); });
    };
    if (archive.find("xl/workbook.bin") != nullptr) { return "error.file.is_binary_excel"; }
    if (has("word/") || has("ppt/")) { return "error.file.is_document"; }
    if (archive.find("mimetype") != nullptr && archive.find("content.xml") != nullptr) {
        return "error.file.is_opendocument";
    }
    return "error.file.is_archive";
}

/// Where the workbook itself lies: by the package's relationships, else where it always lies.
Result<std::string> workbook_path(const zip::Archive& archive) {
    RelationshipsHandler package;
    KLARSICHT_TRY(read_part(archive, archive.find("_rels/.rels"), package));
    for (const Relationship& one : package.all) {
        std::string path = resolve("", one.target);
        if (one.type == "officeDocument" && archive.find(path) != nullptr && !path.ends_with(".bin")) { return path; }
    }
    return std::string("xl/workbook.xml");
}

/// `xl/workbook.xml` has its relationships in `xl/_rels/workbook.xml.rels`.
std::string relationships_of(std::string_view path) {
    const std::size_t slash = path.find_last_of('/') + 1;
    return std::string(path.substr(0, slash)) + "_rels/" + std::string(path.substr(slash)) + ".rels";
}

}  // namespace

Result<Workbook> open_workbook(const zip::Archive& archive) {
    const std::string path = KLARSICHT_TRY(workbook_path(archive));
    const zip::Entry* part = archive.find(path);
    if (part == nullptr || archive.find("word/document.xml") != nullptr) {
        return fail(ErrorCode::unsupported, Message(other_kind(archive)).text("name", archive.name()));
    }
    WorkbookHandler listed;
    KLARSICHT_TRY(read_part(archive, part, listed));
    RelationshipsHandler relationships;
    KLARSICHT_TRY(read_part(archive, archive.find(relationships_of(path)), relationships));

    Workbook workbook;
    workbook.from_1904 = listed.from_1904;
    std::map<std::string, const Relationship*, std::less<>> by_id;
    StylesHandler styles;
    for (const Relationship& one : relationships.all) {
        by_id.emplace(one.id, &one);
        if (one.type == "sharedStrings") { workbook.shared_strings = archive.find(resolve(path, one.target)); }
        if (one.type == "styles") {
            KLARSICHT_TRY(read_part(archive, archive.find(resolve(path, one.target)), styles));
        }
    }
    workbook.formats = std::move(styles.formats);
    for (WorkbookHandler::Listed& sheet : listed.sheets) {
        const auto found = by_id.find(sheet.relationship);
        if (found == by_id.end() || found->second->type != "worksheet") { continue; }
        if (const zip::Entry* cells = archive.find(resolve(path, found->second->target))) {
            workbook.sheets.push_back({std::move(sheet.name), sheet.hidden, cells});
        }
    }
    if (workbook.sheets.empty()) {
        return fail(ErrorCode::empty, Message("error.xlsx.no_sheet").text("name", archive.name()));
    }
    return workbook;
}

}  // namespace klarsicht::xlsx
