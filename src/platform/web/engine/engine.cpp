#include "platform/web/engine/engine.h"

#include <algorithm>
#include <utility>

#include "audit/column_report.h"
#include "audit/groups.h"
#include "base/asset.h"
#include "remedy/remedy.h"
#include "report/render.h"
#include "training/scenario.h"

namespace klarsicht::web {

namespace {

constexpr std::string_view standard_rules = "eu-2026-11";
constexpr std::uint64_t preview_limit = 1000;

/// What the page sends is made by our own code: anything else than an object reads as an empty one.
json object_of(std::string_view text) {
    json value = json::parse(text, nullptr, false);
    return value.is_object() ? value : json::object();
}

std::string text_in(const json& object, std::string_view key, std::string_view otherwise = {}) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string(otherwise);
}

bool flag_in(const json& object, std::string_view key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

std::uint64_t count_in(const json& object, std::string_view key, std::uint64_t otherwise) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() && found->get<double>() >= 0 ? static_cast<std::uint64_t>(found->get<double>()) : otherwise;
}

std::optional<char> letter_in(const json& object, std::string_view key) {
    const std::string text = text_in(object, key);
    return text.size() == 1 ? std::optional(text[0]) : std::nullopt;
}

std::unexpected<Error> out_of_turn() { return fail(ErrorCode::usage, Message("error.page.no_file")); }

void put(std::string& bytes, std::uint64_t value) {
    for (int shift = 0; shift < 32; shift += 8) { bytes += static_cast<char>(value >> shift & 0xFF); }
}

}  // namespace

Result<void> Engine::open(std::string_view options) {
    audited_.reset();
    profile_.reset();
    table_.reset();
    const json given = object_of(options);
    IngestOptions ingest;
    ingest.name = text_in(given, "name");
    ingest.delimiter = letter_in(given, "delimiter");
    ingest.quote = letter_in(given, "quote");
    if (const auto header = given.find("header"); header != given.end() && header->is_boolean()) { ingest.header = header->get<bool>(); }
    if (std::string encoding = text_in(given, "encoding"); !encoding.empty()) { ingest.encoding = std::move(encoding); }
    if (std::string sheet = text_in(given, "sheet"); !sheet.empty()) { ingest.sheet = std::move(sheet); }
    ingest_ = make_ingest(std::move(ingest));
    return {};
}

Result<void> Engine::feed(std::span<const std::byte> slice) {
    if (!ingest_) { return out_of_turn(); }
    return ingest_->feed(slice);
}

std::uint64_t Engine::rows() const { return ingest_ ? ingest_->rows() : table_ ? table_->rows() : 0; }

Result<void> Engine::finish() {
    if (!ingest_) { return out_of_turn(); }
    return take(ingest_->finish());
}

Result<void> Engine::read(ByteSource& source) {
    if (!ingest_) { return out_of_turn(); }
    return take(ingest_->read(source, progress_));
}

Result<void> Engine::take(Result<Table> table) {
    ingest_.reset();
    table_ = KLARSICHT_TRY(std::move(table));
    return {};
}

Result<void> Engine::audit(std::string_view plan, std::string_view options) {
    if (!table_) { return out_of_turn(); }
    const json given = object_of(options);
    Rules rules = KLARSICHT_TRY(Rules::load(text_in(given, "rules", standard_rules)));
    Plan asked;
    if (!plan.empty()) { asked = KLARSICHT_TRY(parse_plan(plan, *table_)); }
    const ProfileOptions profile_options = KLARSICHT_TRY(profile_options_of(asked));
    if (!profile_ || profiled_with_.missing_tokens != profile_options.missing_tokens || profiled_with_.as_of != profile_options.as_of) {
        profile_ = KLARSICHT_TRY(profile_table(*table_, profile_options, progress_));
        profiled_with_ = profile_options;
    }
    const AuditOptions audit_options{.show_values = flag_in(given, "show_values"), .show_cells = flag_in(given, "show_cells")};
    Report report = KLARSICHT_TRY(klarsicht::audit(*table_, *profile_, std::move(asked), rules, audit_options, progress_));
    audited_ = Audited{std::move(rules), std::move(report), profile_options.as_of};
    return {};
}

Result<AuditContext> Engine::context() const {
    if (!audited_) { return out_of_turn(); }
    return AuditContext{*table_, *profile_, audited_->report.plan, audited_->rules, audited_->report.options, audited_->as_of};
}

Result<std::string> Engine::render(std::string_view format, Language language) const {
    if (!audited_) { return out_of_turn(); }
    const Report& report = audited_->report;
    if (format == "html") { return report_to_html(report, language); }
    if (format == "md") { return report_to_markdown(report, language); }
    if (format == "csv") { return report_to_csv(report, language); }
    if (format == "counts.csv") { return counts_to_csv(report); }
    return format == "json" ? report_to_json_file(report, language) : json_text(report_to_json(report, language));
}

Result<std::string> Engine::preview(std::uint64_t first, std::uint64_t count) const {
    const AuditContext shown = KLARSICHT_TRY(context());
    const std::uint64_t begin = std::min(first, table_->rows());
    const std::uint64_t end = begin + std::min({count, preview_limit, table_->rows() - begin});
    json columns = json::array();
    for (const Column& column : table_->columns) { columns.push_back(column.name); }
    json rows = json::array();
    for (std::uint64_t row = begin; row < end; ++row) {
        json cells = json::array();
        for (std::size_t c = 0; c < table_->columns.size(); ++c) { cells.push_back(shown.shown(c, table_->columns[c].codes[row])); }
        rows.push_back(std::move(cells));
    }
    return json_text({{"first", begin}, {"columns", std::move(columns)}, {"rows", std::move(rows)}});
}

Result<std::string> Engine::dots(std::string_view group, std::string_view decision, Language language) const {
    const AuditContext audited = KLARSICHT_TRY(context());
    const auto group_column = table_->find(group);
    const auto decision_column = table_->find(decision);
    std::string bytes;
    if (!group_column || !decision_column) {
        put(bytes, 0);
        put(bytes, 0);
        return bytes;
    }
    const Grouping grouping = group_rows(audited, {*group_column});
    const std::vector<std::uint8_t> positive = positive_codes(audited, *decision_column);
    const std::vector<std::uint32_t>& codes = table_->columns[*decision_column].codes;
    std::vector<std::uint64_t> counts(grouping.labels.size());
    std::vector<std::uint64_t> selected(grouping.labels.size());
    std::uint64_t rows = 0;
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::uint32_t at = grouping.group[row];
        const std::uint8_t verdict = positive[codes[row]];
        if (at == Grouping::none || verdict > 1) { continue; }
        ++counts[at];
        selected[at] += verdict;
        ++rows;
    }
    put(bytes, grouping.labels.size());
    put(bytes, rows);
    for (std::size_t i = 0; i < grouping.labels.size(); ++i) {
        put(bytes, counts[i]);
        put(bytes, selected[i]);
        const std::string label = grouping.binned ? Texts::of(language).group(grouping.labels[i]) : grouping.labels[i];
        put(bytes, label.size());
        bytes += label;
        bytes.resize((bytes.size() + 3) / 4 * 4);
    }
    return bytes;
}

Result<std::string> Engine::remedy(std::string_view remedies, const std::function<void(std::string_view)>& take, Language language) const {
    if (!audited_) { return out_of_turn(); }
    const Plan asked = KLARSICHT_TRY(parse_plan(R"({"version": 1, "remedies": )" + std::string(remedies) + "}", *table_));
    Plan plan = audited_->report.plan;
    plan.remedies = asked.remedies;
    const AuditContext remedied{*table_, *profile_, plan, audited_->rules, audited_->report.options, audited_->as_of};
    const Remedied made = KLARSICHT_TRY(apply_remedies(remedied));
    KLARSICHT_TRY(write_remedied(*table_, made, take));
    json effects = json::array();
    for (const Message& effect : made.effects) { effects.push_back(Texts::of(language).format(effect)); }
    return json_text(effects);
}

Result<std::string> scenario(std::string_view options) {
    const json given = object_of(options);
    ScenarioOptions wanted{.rows = count_in(given, "rows", 0), .seed = count_in(given, "seed", 1), .settings = {}};
    if (const auto settings = given.find("settings"); settings != given.end() && settings->is_object()) {
        for (const auto& [name, value] : settings->items()) {
            wanted.settings.emplace_back(name, value.is_string() ? value.get<std::string>() : json_text(value));
        }
    }
    std::string text;
    if (auto made = generate_scenario(text_in(given, "name"), wanted, [&](std::string_view piece) { text += piece; }); !made) {
        return std::unexpected(std::move(made).error());
    }
    return text;
}

std::string text_of(std::string_view message, Language language) {
    const json given = object_of(message);
    Message filled(text_in(given, "key"));
    if (const auto args = given.find("args"); args != given.end() && args->is_object()) {
        for (const auto& [name, value] : args->items()) {
            if (value.is_string()) {
                filled.text(name, value.get<std::string>());
            } else if (value.is_number_integer()) {
                filled.integer(name, value.get<std::int64_t>());
            } else if (value.is_number()) {
                filled.number(name, value.get<double>());
            }
        }
    }
    return Texts::of(language).format(filled);
}

std::string page_texts(Language language) {
    std::string list = "[";
    for (const std::string_view topic : {"page", "report", "meanings", "metrics", "measure_tree", "remedies", "progress"}) {
        const auto text = asset("i18n/" + std::string(name_of(language)) + "/" + std::string(topic) + ".json");
        if (!text) { continue; }
        if (list.size() > 1) { list += ","; }
        list += *text;
    }
    return list + "]";
}

}  // namespace klarsicht::web
