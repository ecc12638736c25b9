#include <algorithm>
#include <array>

#include "audit/ethics/checks.h"
#include "audit/ethics/contact_log.h"
#include "audit/ethics/copy_language.h"
#include "audit/ethics/wording.h"
#include "base/sort_few.h"

namespace klarsicht::ethics {

namespace {

constexpr std::array<Role, 1> needs = {Role::copy};
constexpr std::string_view share_limit = "ethics.dark_pattern_copy.share";
constexpr std::array limits = {share_limit};
constexpr std::size_t examples_shown = 8;

struct Found {
    RowSet rows;
    std::uint64_t unread = 0;                         ///< rows without a hit in a language that is not known
    std::uint64_t texts = 0;                          ///< distinct texts with a hit
    std::vector<std::uint64_t> by_category;           ///< rows
    std::vector<std::vector<WordingList::Hit>> hits;  ///< [codes]
};

Found search(const Column& column, const Interpretation& texts, const WordingList& list) {
    Found found;
    found.by_category.assign(list.categories().size(), 0);
    found.hits.resize(column.dictionary.size());
    std::uint64_t read = 0;
    std::uint64_t open = 0;
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        if (texts.states[code] == CellState::missing) { continue; }
        found.hits[code] = list.find(column.dictionary[code]);
        if (found.hits[code].empty()) {
            const CopyLanguage language = copy_language(column.dictionary[code]);
            (language == CopyLanguage::foreign ? found.unread
             : language == CopyLanguage::known ? read
                                               : open) += column.counts[code];
            continue;
        }
        ++found.texts;
        read += column.counts[code];
        for (const WordingList::Hit& hit : found.hits[code]) { found.by_category[hit.category] += column.counts[code]; }
    }
    // A short text is in the language of its neighbours.
    if (found.unread > read) { found.unread += open; }
    for (std::size_t row = 0; row < column.codes.size(); ++row) {
        if (!found.hits[column.codes[row]].empty()) { found.rows.add(row); }
    }
    return found;
}

std::string category_key(const WordingList& list, std::uint32_t category) {
    return "ethics.dark_pattern_copy.category." + list.categories()[category];
}

Chart chart_of(const Found& found, const WordingList& list) {
    Chart chart;
    chart.kind = Chart::Kind::bars;
    chart.title = Message("ethics.dark_pattern_copy.chart");
    chart.axis = Message("ethics.dark_pattern_copy.axis");
    chart.unit = Unit::count;
    for (std::uint32_t category = 0; category < found.by_category.size(); ++category) {
        if (found.by_category[category] == 0) { continue; }
        ChartRow bar;
        bar.label_term = Message(category_key(list, category));
        bar.value = static_cast<double>(found.by_category[category]);
        bar.status = Status::warn;
        chart.rows.push_back(std::move(bar));
    }
    sort_few(chart.rows, std::ranges::greater{}, &ChartRow::value);
    return chart;
}

class DarkPatternCopy final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "ethics.dark_pattern_copy",
                                     .area = Area::ethics,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limits,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<std::size_t> columns = context.columns_with(Role::copy);
        if (columns.empty()) { return {not_assessed(info())}; }
        std::vector<Outcome> outcomes;
        for (const std::size_t column : columns) { outcomes.push_back(outcome_for(context, column)); }
        return outcomes;
    }

private:
    /// A list of words says nothing about what it cannot read.
    Outcome foreign(const AuditContext& context, std::size_t index) const {
        Outcome outcome = not_assessed(info(), {context.name(index)});
        outcome.needs = Message("ethics.dark_pattern_copy.needs.language");
        return outcome;
    }

    Outcome headed(const AuditContext& context, std::size_t index, const Found& found, std::uint64_t messages) const {
        constexpr double stray = 0.02;  // a name, a quotation
        const double share = stats::rate(found.rows.count, messages);
        const bool any = found.rows.count > 0;
        const bool many = share > context.limit(share_limit);
        const bool partly = !any && stats::rate(found.unread, messages) > stray;
        OutcomeBuilder finding(info(),
                               any      ? Status::warn
                               : partly ? Status::info
                                        : Status::pass,
                               !any   ? Severity::none
                               : many ? Severity::medium
                                      : Severity::low,
                               {context.name(index)});
        finding.values.count("rows", found.rows.count)
            .count("of", messages)
            .number("share", share)
            .count("unread", found.unread)
            .count("texts", found.texts);
        finding.title(partly ? "partly" : !any ? "none" : many ? "many" : "few");
        finding.summary(partly ? "partly" : !any ? "none" : found.unread > 0 ? "found_unread" : "found");
        if (any) { finding.headline().headline_note(); }
        return finding.make();
    }

    Outcome outcome_for(const AuditContext& context, std::size_t index) const {
        const WordingList& list = WordingList::standard();
        const Column& column = context.table.columns[index];
        const Interpretation& texts = context.interpretation(index);
        const std::uint64_t messages = column.rows() - texts.missing;
        if (messages == 0) { return not_assessed(info(), {context.name(index)}); }
        Found found = search(column, texts, list);
        const bool any = found.rows.count > 0;
        if (!any && found.unread * 2 > messages) { return foreign(context, index); }
        Outcome outcome = headed(context, index, found, messages);
        const double share = stats::rate(found.rows.count, messages);
        outcome.metrics.count("messages", messages);
        outcome.metrics.count("flagged", found.rows.count);
        outcome.metrics.count("unknown_language", found.unread);
        outcome.metrics.share("share", share);
        outcome.metrics.count("distinct_texts_flagged", found.texts);
        Figures by_category;
        for (std::uint32_t category = 0; category < list.categories().size(); ++category) {
            by_category.count(list.categories()[category], found.by_category[category]);
        }
        if (!by_category.empty()) { outcome.metrics.part("by_category", std::move(by_category)); }
        if (any) {
            outcome.chart = chart_of(found, list);
            add_examples(context, index, found, list, outcome);
        }
        if (context.options.show_cells) { add_cells(index, column, found, list, outcome); }
        outcome.rows = std::move(found.rows);
        return outcome;
    }

    /// The commonest texts with a hit: advertising copy is no personal data, and without the words nobody could act.
    static void add_examples(const AuditContext& context, std::size_t index, const Found& found,
                             const WordingList& list, Outcome& outcome) {
        const Column& column = context.table.columns[index];
        std::vector<std::uint32_t> codes;
        for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
            if (!found.hits[code].empty()) { codes.push_back(code); }
        }
        sort_few(codes, std::ranges::greater{}, [&](std::uint32_t code) { return column.counts[code]; });
        if (codes.size() > examples_shown) { codes.resize(examples_shown); }
        for (const std::uint32_t code : codes) {
            Group& example = outcome.groups.emplace_back();
            example.figures.text("text", context.shown(index, code));
            example.figures.count("n", column.counts[code]);
            std::vector<std::string> categories;
            for (const WordingList::Hit& hit : found.hits[code]) {
                categories.push_back(list.categories()[hit.category]);
            }
            example.figures.texts("categories", categories);
        }
    }

    static void add_cells(std::size_t index, const Column& column, const Found& found, const WordingList& list,
                          Outcome& outcome) {
        constexpr std::uint32_t none = 0xFFFFFFFFu;
        std::vector<std::uint32_t> reasons(found.hits.size(), none);  // by text
        for (std::size_t row = 0; row < column.codes.size(); ++row) {
            const std::vector<WordingList::Hit>& hits = found.hits[column.codes[row]];
            if (hits.empty()) { continue; }
            std::uint32_t& reason = reasons[column.codes[row]];
            if (reason == none) {
                const WordingList::Hit& first = hits.front();
                Message why(outcome.id + ".cell");
                why.term("category", category_key(list, first.category)).text("wording", first.wording);
                reason = outcome.cells.reason(std::move(why));
            }
            outcome.cells.add(row, index, reason);
        }
    }
};

}  // namespace

const Check& dark_pattern_copy() {
    static const DarkPatternCopy check;
    return check;
}

}  // namespace klarsicht::ethics
