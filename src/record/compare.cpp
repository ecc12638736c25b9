#include "record/compare.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/sort_few.h"
#include "stats/mover.h"

namespace klarsicht {

namespace {

bool is_finding(const std::optional<Status>& status) { return status == Status::fail || status == Status::warn; }

int gravity(Status status) { return status == Status::fail ? 2 : status == Status::warn ? 1 : 0; }

/// What the statuses alone say; `unchanged` where only the figures can tell.
Change by_status(const std::optional<Status>& then, const std::optional<Status>& now) {
    if (!now) { return is_finding(then) ? Change::gone : Change::unchanged; }
    if (!then) { return is_finding(now) ? Change::added : Change::unchanged; }
    if (*now == Status::not_assessed) { return is_finding(then) ? Change::unchecked : Change::unchanged; }
    if (*then == Status::not_assessed) { return is_finding(now) ? Change::added : Change::unchanged; }
    const int before = gravity(*then), after = gravity(*now);
    if (before == after) { return Change::unchanged; }
    if (after > before) { return before == 0 ? Change::added : Change::worse; }
    return after == 0 ? Change::gone : Change::better;
}

/// The first figure that both have, of the same group.
void pair_figures(ComparedFinding& out, const DigestEntry& then, const DigestEntry& now) {
    for (const KeyFigure& after : now.figures) {
        for (const KeyFigure& before : then.figures) {
            if (before.name != after.name || before.group != after.group) { continue; }
            out.before = before;
            out.after = after;
            out.difference = after.value - before.value;
            out.ci95 = stats::mover_difference(after.value, after.ci95, before.value, before.ci95);
            return;
        }
    }
}

/// What the figures say where the status is the same.
Change by_figures(const ComparedFinding& one) {
    if (!one.before || one.difference == 0) { return Change::unchanged; }
    if (std::isnan(one.ci95.low) || std::isnan(one.ci95.high)) { return Change::moved; }
    if (one.ci95.low <= 0 && one.ci95.high >= 0) { return Change::chance; }
    bool higher_is_worse = one.after->worse == KeyFigure::Worse::higher;
    if (one.after->worse == KeyFigure::Worse::farther) {
        if (one.before->value == 0) { return Change::moved; }
        higher_is_worse = one.before->value > 0;
        // On the other side now: no longer the same disadvantage.
        if (one.before->value * one.after->value < 0) { return Change::moved; }
    }
    return (one.difference > 0) == higher_is_worse ? Change::worse : Change::better;
}

std::vector<ComparedFinding> compare_findings(const Digest& then, const Digest& now) {
    std::map<FindingKey, const DigestEntry*> before;
    for (const DigestEntry& entry : then.findings) { before.emplace(entry.key, &entry); }
    std::vector<ComparedFinding> list;
    std::map<FindingKey, bool> seen;
    for (const DigestEntry& entry : now.findings) {
        if (!seen.emplace(entry.key, true).second) { continue; }
        ComparedFinding one{.key = entry.key};
        one.now = entry.status;
        if (const auto found = before.find(entry.key); found != before.end()) {
            one.then = found->second->status;
            pair_figures(one, *found->second, entry);
        }
        one.change = by_status(one.then, one.now);
        const bool same_status = one.then && one.then == one.now;
        if (one.change == Change::unchanged && same_status) { one.change = by_figures(one); }
        // What is no finding may move within its limits.
        const bool unsure = one.change == Change::moved || one.change == Change::chance;
        if (unsure && !is_finding(one.now)) { one.change = Change::unchanged; }
        list.push_back(std::move(one));
    }
    for (const auto& [key, entry] : before) {
        if (seen.contains(key)) { continue; }
        ComparedFinding one{.key = key};
        one.then = entry->status;
        one.change = by_status(one.then, one.now);
        list.push_back(std::move(one));
    }
    sort_few(list, std::ranges::less(), &ComparedFinding::change);
    return list;
}

/// A mean with its interval, the normal one.
stats::Interval interval_of_mean(const DigestColumn& column) {
    const std::uint64_t n = column.rows - column.missing;
    if (!column.mean || !column.std || n < 2) { return {}; }
    const double reach = stats::z95 * *column.std / std::sqrt(static_cast<double>(n));
    return {*column.mean - reach, *column.mean + reach};
}

bool excludes_zero(const stats::Interval& interval) { return interval.low > 0 || interval.high < 0; }

void compare_both(ComparedColumn& out, const DigestColumn& then, const DigestColumn& now) {
    if (then.kind != now.kind) {
        out.kind_then = then.kind;
        out.kind_now = now.kind;
    }
    out.missing_then = stats::rate(std::min(then.missing, then.rows), then.rows);
    out.missing_now = stats::rate(std::min(now.missing, now.rows), now.rows);
    out.missing_difference = out.missing_now - out.missing_then;
    out.missing_ci95 = stats::newcombe_difference(std::min(now.missing, now.rows), now.rows,
                                                  std::min(then.missing, then.rows), then.rows);
    out.distinct_then = then.distinct;
    out.distinct_now = now.distinct;
    if (then.mean && now.mean) {
        out.mean_then = *then.mean;
        out.mean_now = *now.mean;
        out.mean_difference = *now.mean - *then.mean;
        out.mean_ci95 = stats::mover_difference(*now.mean, interval_of_mean(now), *then.mean, interval_of_mean(then));
    }
    out.drifted = !out.kind_now.empty() || excludes_zero(out.missing_ci95) || excludes_zero(out.mean_ci95);
}

std::vector<ComparedColumn> compare_columns(const Digest& then, const Digest& now) {
    std::map<std::string_view, const DigestColumn*> before;
    for (const DigestColumn& column : then.columns) { before.emplace(column.name, &column); }
    std::vector<ComparedColumn> list;
    for (const DigestColumn& column : now.columns) {
        ComparedColumn one{.name = column.name};
        one.now = true;
        if (const auto found = before.find(column.name); found != before.end()) {
            one.then = true;
            compare_both(one, *found->second, column);
            before.erase(found);
        }
        one.drifted = one.drifted || !one.then;
        list.push_back(std::move(one));
    }
    for (const DigestColumn& column : then.columns) {
        if (!before.contains(column.name)) { continue; }
        ComparedColumn one{.name = column.name};
        one.then = one.drifted = true;
        list.push_back(std::move(one));
    }
    std::ranges::stable_partition(list, &ComparedColumn::drifted);
    return list;
}

}  // namespace

Comparison compare(const Digest& then, const Digest& now) {
    Comparison out{.name = then.name, .as_of = then.as_of};
    out.rows_then = then.rows;
    out.rows_now = now.rows;
    out.findings = compare_findings(then, now);
    out.columns = compare_columns(then, now);
    return out;
}

SinceSignOff since_sign_off(const SignOff& signed_off, const Digest& now, const Decisions& decisions) {
    SinceSignOff since;
    since.findings = compare_findings(signed_off.findings, now);
    std::erase_if(since.findings, [](const ComparedFinding& one) { return one.change == Change::unchanged; });
    std::map<FindingKey, bool> keys;
    for (const auto& [key, decision] : decisions) { keys[key] = true; }
    for (const auto& [key, decision] : signed_off.decisions) { keys[key] = true; }
    const auto at = [](const Decisions& all, const FindingKey& key) {
        const auto found = all.find(key);
        return found == all.end() ? Decision() : found->second;
    };
    for (const auto& [key, _] : keys) {
        if (at(decisions, key) != at(signed_off.decisions, key)) { since.decisions.push_back(key); }
    }
    return since;
}

}  // namespace klarsicht
