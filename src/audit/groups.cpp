#include "audit/groups.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fast_float/fast_float.h>

#include "base/key_numbers.h"
#include "base/shortest_number.h"
#include "base/whole_number.h"
#include "table/dictionary.h"
#include "table/not_known.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

/// Completed years between a birth date and a day, both in days since 1970-01-01.
double age_at(double birth, double day) {
    const auto date = [](double days) {
        return std::chrono::year_month_day(
            std::chrono::sys_days(std::chrono::days(whole_number<std::int32_t>(std::floor(days)))));
    };
    const auto born = date(birth);
    const auto today = date(day);
    const bool birthday_to_come = std::pair(today.month(), today.day()) < std::pair(born.month(), born.day());
    return static_cast<double>(static_cast<int>(today.year()) - static_cast<int>(born.year()) -
                               (birthday_to_come ? 1 : 0));
}

std::vector<std::string> bin_labels(const std::vector<double>& bins, bool whole) {
    whole = whole && std::ranges::all_of(bins, [](double edge) { return edge == std::floor(edge); });
    std::vector<std::string> labels = {"<" + shortest_number(bins.front())};
    for (std::size_t i = 0; i + 1 < bins.size(); ++i) {
        if (!whole) {
            labels.push_back(shortest_number(bins[i]) + "-<" + shortest_number(bins[i + 1]));
        } else if (bins[i] == bins[i + 1] - 1) {
            labels.push_back(shortest_number(bins[i]));
        } else {
            labels.push_back(shortest_number(bins[i]) + "-" + shortest_number(bins[i + 1] - 1));
        }
    }
    labels.push_back(">=" + shortest_number(bins.back()));
    return labels;
}

/// Drops groups without rows and numbers the rest anew, in the same order.
void drop_empty(CodeGroups& groups) {
    std::vector<std::uint32_t> number(groups.labels.size(), Grouping::none);
    std::size_t kept = 0;
    for (std::size_t g = 0; g < groups.labels.size(); ++g) {
        if (groups.sizes[g] == 0) { continue; }
        number[g] = static_cast<std::uint32_t>(kept);
        if (kept != g) {
            groups.labels[kept] = std::move(groups.labels[g]);
            groups.sizes[kept] = groups.sizes[g];
        }
        ++kept;
    }
    groups.labels.resize(kept);
    groups.sizes.resize(kept);
    for (std::uint32_t& g : groups.group) {
        if (g != Grouping::none) { g = number[g]; }
    }
}

CodeGroups group_by_bins(const Column& column, const Interpretation& interpretation, const std::vector<double>& bins,
                         double as_of) {
    const bool dates = is_dated(interpretation.kind);
    const double unit = interpretation.kind == Kind::datetime ? 86400 : 1;
    CodeGroups groups;
    groups.binned = true;
    groups.labels = bin_labels(bins, dates || interpretation.kind == Kind::integer);
    groups.sizes.assign(groups.labels.size(), 0);
    groups.group.assign(column.counts.size(), Grouping::none);
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!interpretation.valid(code)) { continue; }
        double value = interpretation.values[code] / unit;
        if (dates) { value = age_at(value, as_of); }
        const auto group = static_cast<std::uint32_t>(std::ranges::upper_bound(bins, value) - bins.begin());
        groups.group[code] = group;
        groups.sizes[group] += column.counts[code];
    }
    drop_empty(groups);
    return groups;
}

/// Brings the groups of a crossed set with bins into the order of the columns' own groups.
void sort_by_members(Grouping& grouping, std::vector<std::vector<std::uint32_t>>& members) {
    std::vector<std::uint32_t> order(members.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) { order[i] = i; }
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return members[a] < members[b]; });
    std::vector<std::uint32_t> place(order.size());
    std::vector<std::vector<std::uint32_t>> sorted(order.size());
    std::vector<std::uint64_t> sizes(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        sorted[i] = std::move(members[order[i]]);
        sizes[i] = grouping.sizes[order[i]];
    }
    members = std::move(sorted);
    grouping.sizes = std::move(sizes);
    for (std::uint32_t& g : grouping.group) {
        if (g != Grouping::none) { g = place[g]; }
    }
}

const std::vector<double>& bins_of(const AuditContext& context, std::size_t column) {
    static const std::vector<double> none;
    const auto found = context.plan.bins.find(context.name(column));
    return found == context.plan.bins.end() ? none : found->second;
}

}  // namespace

CodeGroups groups_of(const AuditContext& context, std::size_t column) {
    CodeGroups groups = group_codes(context.table.columns[column], context.interpretation(column),
                                    bins_of(context, column), context.as_of);
    if (groups.binned) { return groups; }
    if (context.shows_values(column)) {
        std::size_t masked = 0;
        for (std::string& label : groups.labels) {
            label = context.shown(column, label);
            if (label == "•••") { label += " " + std::to_string(++masked); }
        }
    } else {
        // Groups without a name are told apart by a number.
        for (std::size_t g = 0; g < groups.labels.size(); ++g) { groups.labels[g] = "••• " + std::to_string(g + 1); }
    }
    return groups;
}

std::optional<std::uint32_t> CodeGroups::largest() const {
    std::optional<std::uint32_t> most;
    for (std::uint32_t g = 0; g < sizes.size(); ++g) {
        const bool known = not_known(labels[g]) == NotKnown::no;
        if (known && (!most || sizes[g] > sizes[*most])) { most = g; }
    }
    if (most || sizes.empty()) { return most; }
    return static_cast<std::uint32_t>(std::ranges::max_element(sizes) - sizes.begin());
}

std::optional<std::uint32_t> CodeGroups::find(std::string_view label) const {
    const auto found = std::ranges::find(labels, trim(label));
    if (found == labels.end()) { return std::nullopt; }
    return static_cast<std::uint32_t>(found - labels.begin());
}

Message spoken_label(const std::string& label, bool binned) {
    return binned ? Message("report.bin.label").group("group", label, true) : Message();
}

CodeGroups group_codes(const Column& column, const Interpretation& interpretation, const std::vector<double>& bins,
                       double as_of) {
    if (!bins.empty() && !interpretation.values.empty()) { return group_by_bins(column, interpretation, bins, as_of); }
    CodeGroups groups;
    groups.group.assign(column.counts.size(), Grouping::none);
    KeyNumbers by_value;
    Dictionary by_text;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!interpretation.valid(code) || column.counts[code] == 0) { continue; }
        const std::string_view label = trim(column.dictionary[code]);
        const std::uint32_t group =
            interpretation.values.empty() ? by_text.add(label) : by_value.of(interpretation.values[code]);
        if (group == groups.labels.size()) {
            groups.labels.emplace_back(label);
            groups.sizes.push_back(0);
        }
        groups.group[code] = group;
        groups.sizes[group] += column.counts[code];
    }
    return groups;
}

std::optional<std::uint32_t> favoured_group(const AuditContext& context, std::size_t column, const CodeGroups& groups) {
    const auto named = context.plan.favoured.find(context.name(column));
    return named == context.plan.favoured.end() ? groups.largest()
                                                : group_of_value(context, column, groups, named->second);
}

std::optional<std::uint32_t> group_of_value(const AuditContext& context, std::size_t column, const CodeGroups& groups,
                                            std::string_view value) {
    if (const auto found = groups.find(value)) { return found; }
    const Column& data = context.table.columns[column];
    const std::string_view wanted = trim(value);
    for (std::uint32_t code = 0; code < groups.group.size() && !groups.binned; ++code) {
        if (groups.group[code] != Grouping::none && trim(data.dictionary[code]) == wanted) {
            return groups.group[code];
        }
    }
    return std::nullopt;
}

Grouping group_rows(const AuditContext& context, const std::vector<std::size_t>& columns, std::size_t most) {
    Grouping grouping;
    grouping.columns = columns;
    std::vector<CodeGroups> parts;
    for (const std::size_t column : columns) { parts.push_back(groups_of(context, column)); }
    if (parts.empty()) { return grouping; }

    const std::vector<std::uint32_t>& first_codes = context.table.columns[columns[0]].codes;
    grouping.group.resize(first_codes.size());
    for (std::size_t row = 0; row < first_codes.size(); ++row) {
        grouping.group[row] = parts[0].group[first_codes[row]];
    }
    std::vector<std::vector<std::uint32_t>> members(parts[0].labels.size());  // [groups][columns]
    for (std::uint32_t g = 0; g < members.size(); ++g) { members[g] = {g}; }

    for (std::size_t p = 1; p < parts.size(); ++p) {
        const std::vector<std::uint32_t>& codes = context.table.columns[columns[p]].codes;
        const std::uint64_t others = parts[p].labels.size();
        KeyNumbers numbers(std::max<std::uint64_t>(1, members.size() * others));
        for (std::size_t row = 0; row < codes.size(); ++row) {
            std::uint32_t& group = grouping.group[row];
            const std::uint32_t other = parts[p].group[codes[row]];
            group = group == Grouping::none || other == Grouping::none ? Grouping::none
                                                                       : numbers.of(group * others + other);
            if (numbers.size() > most) {
                grouping.too_many = true;
                grouping.group.clear();
                return grouping;
            }
        }
        std::vector<std::vector<std::uint32_t>> next;
        next.reserve(numbers.size());
        for (const std::uint64_t key : numbers.keys()) {
            next.push_back(members[static_cast<std::size_t>(key / others)]);
            next.back().push_back(static_cast<std::uint32_t>(key % others));
        }
        members = std::move(next);
    }

    if (members.size() > most) {
        grouping.too_many = true;
        grouping.group.clear();
        return grouping;
    }
    grouping.sizes.assign(members.size(), 0);
    for (const std::uint32_t group : grouping.group) {
        if (group == Grouping::none) {
            ++grouping.left_out;
        } else {
            ++grouping.sizes[group];
        }
    }
    grouping.binned = std::ranges::any_of(parts, &CodeGroups::binned);
    if (parts.size() > 1 && grouping.binned) { sort_by_members(grouping, members); }

    std::vector<std::uint32_t> favoured;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        if (const auto group = favoured_group(context, columns[p], parts[p])) { favoured.push_back(*group); }
    }
    grouping.labels.resize(members.size());
    for (std::uint32_t g = 0; g < members.size(); ++g) {
        for (std::size_t p = 0; p < parts.size(); ++p) {
            if (p > 0) { grouping.labels[g] += " & "; }
            grouping.labels[g] += parts[p].labels[members[g][p]];
        }
        if (members[g] == favoured) { grouping.favoured = g; }
    }
    return grouping;
}

std::vector<std::uint8_t> positive_codes(const AuditContext& context, std::size_t column) {
    const Column& data = context.table.columns[column];
    const auto named = context.plan.positive.find(context.name(column));
    if (named == context.plan.positive.end()) { return std::vector<std::uint8_t>(data.counts.size(), 2); }
    return positive_codes(data, context.interpretation(column), named->second);
}

std::vector<std::uint8_t> positive_codes(const Column& data, const Interpretation& interpretation,
                                         const Positive& positive) {
    std::vector<std::uint8_t> result(data.counts.size(), 2);
    const std::string_view wanted = positive.equals ? trim(*positive.equals) : std::string_view{};
    double wanted_value = std::numeric_limits<double>::quiet_NaN();
    if (positive.equals && !interpretation.values.empty()) {
        // Spellings of one number or truth value are one value: "1" also means the cells "1.0".
        for (std::uint32_t code = 0; code < data.counts.size(); ++code) {
            if (interpretation.valid(code) && trim(data.dictionary[code]) == wanted) {
                wanted_value = interpretation.values[code];
                break;
            }
        }
        if (std::isnan(wanted_value) && is_numeric(interpretation.kind)) {
            double value = 0;
            const auto parsed = fast_float::from_chars(wanted.data(), wanted.data() + wanted.size(), value);
            if (parsed.ec == std::errc() && parsed.ptr == wanted.data() + wanted.size()) { wanted_value = value; }
        }
        if (std::isnan(wanted_value) && interpretation.kind == Kind::boolean) {
            if (wanted == "true" || wanted == "1") { wanted_value = 1; }
            if (wanted == "false" || wanted == "0") { wanted_value = 0; }
        }
    }
    for (std::uint32_t code = 0; code < data.counts.size(); ++code) {
        if (!interpretation.valid(code)) { continue; }
        bool is_positive = false;
        if (positive.equals) {
            is_positive = interpretation.values.empty() ? trim(data.dictionary[code]) == wanted
                                                        : interpretation.values[code] == wanted_value;
        } else if (interpretation.values.empty()) {
            continue;  // a limit says nothing about texts
        } else {
            const double value = interpretation.values[code];
            is_positive =
                positive.at_least ? value >= *positive.at_least : positive.at_most && value <= *positive.at_most;
        }
        result[code] = is_positive ? 1 : 0;
    }
    return result;
}

}  // namespace klarsicht
