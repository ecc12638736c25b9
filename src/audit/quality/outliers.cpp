#include <algorithm>
#include <array>
#include <cmath>

#include "audit/quality/checks.h"
#include "audit/quality/placeholders.h"
#include "audit/quality/rows.h"
#include "audit/suggest.h"
#include "profile/distribution.h"

namespace klarsicht::quality {

namespace {

constexpr std::array<std::string_view, 2> limits = {"quality.outliers.fence_factor", "quality.outliers.row_share"};

struct Fences {
    double low;
    double high;
};

/// Fences that follow a skewed distribution: as many half interquartile ranges out as `factor`, each side with its own half
/// (Kimber 1990: M − Q1 below, Q3 − M above).
std::optional<Fences> fences_of(double q1, double median, double q3, double factor) {
    if (!(q3 > q1)) { return std::nullopt; }
    // A half of nothing (many ties) takes a quarter of the other, so that it does not cut right at the quartile.
    const double below = std::max(median - q1, (q3 - median) / 4);
    const double above = std::max(q3 - median, (median - q1) / 4);
    return Fences{q1 - factor * below, q3 + factor * above};
}

struct Unusual {
    std::size_t column;
    Fences fences;
    bool logarithmic;
    std::uint64_t below = 0, above = 0;
    CodeFlags flags;
    std::uint64_t rows() const { return below + above; }
};

bool counts_or_measures(const AuditContext& context, std::size_t c) {
    const Interpretation& data = context.interpretation(c);
    const std::string& name = context.name(c);
    if (ignored(context, c) || (data.kind != Kind::integer && data.kind != Kind::number) || data.distinct < 10) { return false; }
    for (const Role role : {Role::identifier, Role::person, Role::campaign, Role::product}) {
        if (context.plan.has_role(name, role)) { return false; }
    }
    if (context.meaning(c) == "postal_code") { return false; }
    // Numbers that name something: far apart says nothing about them.
    const std::string plain = plain_name(name);
    for (const std::string_view word : {"id", "nr", "no", "number", "nummer", "code", "zip", "plz", "index", "key"}) {
        if (name_matches(plain, word)) { return false; }
    }
    return !plain.ends_with("nummer") && !plain.ends_with("nr") && !plain.ends_with("number");
}

std::optional<Unusual> look_at(const AuditContext& context, std::size_t c, double factor, double rare) {
    const ColumnProfile& profile = context.profile.columns[c];
    const Interpretation& data = profile.interpretation;
    const Column& column = context.table.columns[c];
    const Placeholders placeholders = find_placeholders(context, c);
    const auto counts = [&](std::uint32_t code) { return data.valid(code) && (placeholders.flags.empty() || placeholders.flags[code] == 0); };

    double q1 = *profile.quantiles[1];
    double median = *profile.quantiles[2];
    double q3 = *profile.quantiles[3];
    double p95 = *profile.quantiles[4];
    double p05 = *profile.quantiles[0];
    double least = *profile.min;
    const bool mostly_zero = q1 == 0 && (median == 0 || q3 == 0);
    if (!placeholders.flags.empty() || mostly_zero) {
        // Amounts that are mostly 0 (nothing bought) are judged among those that are not; placeholders never.
        std::vector<Distribution::Entry> entries;
        const Distribution all(column, data);
        std::vector<double> left_out;
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            if (data.valid(code) && !counts(code)) { left_out.push_back(data.values[code]); }
        }
        std::ranges::sort(left_out);
        for (const Distribution::Entry& entry : all.entries()) {
            if ((mostly_zero && entry.value == 0) || std::ranges::binary_search(left_out, entry.value)) { continue; }
            entries.push_back(entry);
        }
        const Distribution rest(std::move(entries));
        if (rest.rows() < 100) { return std::nullopt; }
        const auto quantiles = rest.quantiles({0.05, 0.25, 0.5, 0.75, 0.95});
        p05 = quantiles[0];
        q1 = quantiles[1];
        median = quantiles[2];
        q3 = quantiles[3];
        p95 = quantiles[4];
        least = rest.min();
    }
    Unusual unusual{.column = c, .fences = {}, .logarithmic = false, .flags = {}};
    // Amounts, incomes, counts grow by factors: positive values with a long right tail are judged on a logarithmic scale.
    unusual.logarithmic = least > 0 && p95 - median > 2.5 * (median - p05);
    const auto scale = [&](double x) { return unusual.logarithmic ? std::log(x) : x; };
    // What a hundredth of the rows and more have is not rare, however far out it lies: heavy tails and spikes get wider fences.
    for (int doublings = 0; doublings < 6; ++doublings, factor *= 2) {
        const auto fences = fences_of(scale(q1), scale(median), scale(q3), factor);
        if (!fences) { return std::nullopt; }
        unusual.fences = unusual.logarithmic ? Fences{std::exp(fences->low), std::exp(fences->high)} : *fences;
        unusual.below = unusual.above = 0;
        unusual.flags.clear();
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            if (!counts(code) || (mostly_zero && data.values[code] == 0)) { continue; }
            const bool low = data.values[code] < unusual.fences.low;
            const bool high = data.values[code] > unusual.fences.high;
            if (!low && !high) { continue; }
            if (unusual.flags.empty()) { unusual.flags.resize(column.counts.size()); }
            unusual.flags[code] = 1;
            (low ? unusual.below : unusual.above) += column.counts[code];
        }
        if (share_of(unusual.rows(), filled_rows(context, c)) <= rare) { return unusual; }
    }
    unusual.below = unusual.above = 0;
    unusual.flags.clear();
    return unusual;
}

class Outliers final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "quality.outliers", .area = Area::quality, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<Unusual> found;
        std::uint64_t looked_at = 0;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (!counts_or_measures(context, c) || filled_rows(context, c) < 100) { continue; }
            auto unusual = look_at(context, c, context.limit(limits[0]), context.limit(limits[1]));
            if (!unusual) { continue; }
            ++looked_at;
            if (unusual->rows() > 0) { found.push_back(std::move(*unusual)); }
        }
        if (looked_at == 0) { return {not_assessed(info())}; }
        const auto share = [&](const Unusual& u) { return share_of(u.rows(), filled_rows(context, u.column)); };
        sort_stably(found, [&](const Unusual& a, const Unusual& b) { return share(a) > share(b); });

        Outcome outcome = outcome_of(info(), found.empty() ? Status::pass : Status::info, Severity::none);
        std::vector<std::size_t> columns;
        std::vector<CodeFlags> flags;
        std::uint64_t cells = 0;
        for (Unusual& unusual : found) {
            outcome.subject.push_back(context.name(unusual.column));
            json group = {{"column", context.name(unusual.column)}, {"rows", unusual.rows()}, {"share", share(unusual)}, {"below", unusual.below},
                          {"above", unusual.above}, {"low_fence", unusual.fences.low}, {"high_fence", unusual.fences.high},
                          {"logarithmic", unusual.logarithmic}};
            outcome.groups.push_back(std::move(group));
            if (outcome.chart.rows.size() < 12) {
                outcome.chart.rows.push_back({.section = {}, .label = context.name(unusual.column), .label_term = {}, .value = share(unusual), .n = unusual.rows(),
                                              .status = Status::info});
            }
            cells += unusual.rows();
            columns.push_back(unusual.column);
            flags.push_back(std::move(unusual.flags));
        }
        outcome.rows = rows_with_any(context, columns, flags);
        outcome.metrics["columns_looked_at"] = looked_at;
        outcome.metrics["columns_with_outliers"] = found.size();
        outcome.metrics["cells"] = cells;
        const std::string variant = found.empty() ? "none" : "found";
        outcome.title = Message(outcome.id + ".title." + variant).count("columns", found.size());
        outcome.summary = Message(outcome.id + ".summary." + variant)
                              .count("looked_at", looked_at)
                              .count("columns", found.size())
                              .count("cells", cells)
                              .text("names", listed(outcome.subject))
                              .text("column", found.empty() ? "" : outcome.subject[0])
                              .count("rows", found.empty() ? 0 : found[0].rows())
                              .number("share", found.empty() ? 0 : share(found[0]));
        if (!found.empty()) {
            outcome.headline = Message(outcome.id + ".headline").count("cells", cells);
            outcome.headline_note = Message(outcome.id + ".headline_note").text("names", listed(outcome.subject));
            outcome.chart.kind = Chart::Kind::bars;
            outcome.chart.title = Message(outcome.id + ".chart");
            outcome.chart.axis = Message(outcome.id + ".axis");
            outcome.chart.unit = Unit::share;
        }
        return {std::move(outcome)};
    }
};

}  // namespace

const Check& outliers() {
    static const Outliers check;
    return check;
}

}  // namespace klarsicht::quality
