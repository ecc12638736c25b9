#include <algorithm>
#include <array>
#include <cstring>

#include "audit/quality/checks.h"
#include "audit/quality/mojibake.h"
#include "audit/quality/rows.h"

namespace klarsicht::quality {

namespace {

constexpr std::string_view row_share = "quality.encoding.row_share";
constexpr std::array limits = {row_share};

/// Whether a text has anything to look at: a byte above 0x7F or an ampersand. Eight bytes at a time, as most texts have
/// neither.
bool worth_a_look(std::string_view text) {
    constexpr std::uint64_t high = 0x8080808080808080U;
    constexpr std::uint64_t low = 0x0101010101010101U;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        const std::uint64_t ampersands = word ^ low * '&';
        if (((word & high) | ((ampersands - low) & ~ampersands & high)) != 0) { return true; }
    }
    for (; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) >= 0x80 || text[i] == '&') { return true; }
    }
    return false;
}

struct Damaged {
    std::size_t column;
    CodeFlags flags;
    std::uint64_t rows = 0, misread = 0, replaced = 0, entity = 0, control = 0;
};

Damaged look_at(const AuditContext& context, std::size_t c, std::string& example) {
    const Column& column = context.table.columns[c];
    Damaged damaged{.column = c, .flags = {}};
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        const std::string_view text = column.dictionary[code];
        if (!worth_a_look(text)) { continue; }
        const EncodingDamage damage = encoding_damage(text, example);
        if (!damage.any()) { continue; }
        if (damaged.flags.empty()) { damaged.flags.resize(column.counts.size()); }
        damaged.flags[code] = 1;
        const std::uint64_t rows = column.counts[code];
        damaged.rows += rows;
        damaged.misread += damage.misread ? rows : 0;
        damaged.replaced += damage.replaced ? rows : 0;
        damaged.entity += damage.entity ? rows : 0;
        damaged.control += damage.control ? rows : 0;
    }
    return damaged;
}

/// The cells whose letters a page was guessed from, where that guess is not sure.
struct Unsure {
    std::uint64_t cells = 0;
    std::vector<std::string> names;
    RowSet rows;
    std::string alternatives, terms;  ///< the other encodings, and what they are called
};

Unsure unsure_cells(const AuditContext& context) {
    Unsure unsure;
    std::vector<std::size_t> columns;
    std::vector<CodeFlags> flags;
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        const Column& column = context.table.columns[c];
        CodeFlags beyond_ascii(column.counts.size());
        std::uint64_t cells = 0;
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            beyond_ascii[code] =
                std::ranges::any_of(column.dictionary[code], [](char byte) { return (byte & 0x80) != 0; });
            cells += beyond_ascii[code] != 0 ? column.counts[code] : 0;
        }
        if (cells == 0) { continue; }
        unsure.cells += cells;
        unsure.names.push_back(context.name(c));
        columns.push_back(c);
        flags.push_back(std::move(beyond_ascii));
    }
    unsure.rows = rows_with_any(context, columns, flags);
    for (const std::string& name : context.table.source.encoding_alternatives) {
        unsure.alternatives += (unsure.alternatives.empty() ? "" : ", ") + name;
        unsure.terms += (unsure.terms.empty() ? "encoding." : " encoding.") + name;
    }
    return unsure;
}

class Encoding final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "quality.encoding",
                                     .area = Area::quality,
                                     .needs = {},
                                     .any = false,
                                     .limits = limits,
                                     .of_the_file = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::string example;
        std::vector<std::string> names;
        std::vector<std::size_t> columns;
        std::vector<CodeFlags> flags;
        std::vector<Group> groups;
        Damaged all{.column = 0, .flags = {}};
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            Damaged damaged = look_at(context, c, example);
            if (damaged.rows == 0) { continue; }
            names.push_back(context.name(c));
            columns.push_back(c);
            flags.push_back(std::move(damaged.flags));
            all.misread += damaged.misread;
            all.replaced += damaged.replaced;
            all.entity += damaged.entity;
            all.control += damaged.control;
            Group& group = groups.emplace_back();
            group.figures.text("column", names.back());
            put_counts(group.figures, damaged, damaged.rows);
        }
        if (columns.empty() && !context.table.source.encoding_sure) { return {question(context)}; }
        RowSet rows = rows_with_any(context, columns, flags);
        const double share = share_of(rows.count, context.table.rows());
        const std::string_view variant = columns.empty()                       ? "none"
                                         : all.misread > 0 && !example.empty() ? "misread"
                                         : all.misread + all.control > 0       ? "garbled"
                                         : all.replaced > 0                    ? "lost"
                                                                               : "entities";
        const bool found = !columns.empty();
        // Whoever reads &auml; knows what it was: no letter is lost.
        const bool many = share > context.limit(row_share) && variant != "entities";
        // A few of them disturb nobody.
        const bool trifle = variant == "entities" && share <= context.limit(row_share);
        const Severity severity = many                    ? Severity::high
                                  : trifle                ? Severity::none
                                  : variant == "entities" ? Severity::low
                                                          : Severity::medium;
        OutcomeBuilder finding(info(),
                               !found   ? Status::pass
                               : many   ? Status::fail
                               : trifle ? Status::info
                                        : Status::warn,
                               found ? severity : Severity::none, names);
        finding.values.count("rows", rows.count)
            .count("of", context.table.rows())
            .number("share", share)
            .text("names", listed(names))
            .text("example", example)
            .term("encoding", "encoding." + context.table.source.encoding);
        finding.say(variant);
        if (variant == "entities") { finding.remedy("entities"); }
        if (found) { finding.headline().headline_note(); }
        Outcome outcome = finding.make();
        if (!context.table.source.encoding_sure) {
            Message text = question(context).summary;
            outcome.notes.push_back({.id = "unsure", .text = std::move(text), .help = {}});
        }
        put_counts(outcome.metrics, all, rows.count);
        outcome.metrics.text("read_as", context.table.source.encoding);
        outcome.groups = std::move(groups);
        outcome.rows = std::move(rows);
        return {std::move(outcome)};
    }

private:
    /// Asks whether the letters were read rightly; only counts, whatever the cells hold.
    Outcome question(const AuditContext& context) const {
        Unsure unsure = unsure_cells(context);
        OutcomeBuilder finding(info(), Status::warn, Severity::low, unsure.names);
        finding.values.count("cells", unsure.cells)
            .count("rows", unsure.rows.count)
            .text("names", listed(unsure.names))
            .term("encoding", "encoding." + context.table.source.encoding)
            .term("alternatives", unsure.terms);
        finding.say(unsure.cells > 0 ? "unsure" : "unsure_names").remedy("unsure");
        if (unsure.cells > 0) { finding.headline().headline_note(); }
        Outcome outcome = finding.make();
        put_counts(outcome.metrics, {.column = 0, .flags = {}}, unsure.rows.count);
        outcome.metrics.text("read_as", context.table.source.encoding);
        outcome.metrics.text("alternatives", unsure.alternatives);
        outcome.metrics.count("unsure_cells", unsure.cells);
        outcome.rows = std::move(unsure.rows);
        return outcome;
    }

    static void put_counts(Figures& figures, const Damaged& damaged, std::uint64_t rows) {
        figures.count("rows", rows);
        figures.count("misread", damaged.misread);
        figures.count("replaced", damaged.replaced);
        figures.count("entities", damaged.entity);
        figures.count("control_characters", damaged.control);
    }
};

}  // namespace

const Check& encoding() {
    static const Encoding check;
    return check;
}

}  // namespace klarsicht::quality
