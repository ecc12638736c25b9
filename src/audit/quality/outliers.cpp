#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "audit/quality/checks.h"
#include "audit/quality/extremes.h"
#include "audit/quality/rows.h"
#include "audit/suggest.h"
#include "base/sort_few.h"
#include "base/word_list.h"
#include "profile/distribution.h"

namespace klarsicht::quality {

namespace {

constexpr std::string_view fence_factor = "quality.outliers.fence_factor";
constexpr std::string_view row_share = "quality.outliers.row_share";
constexpr std::array limits = {fence_factor, row_share};
constexpr std::size_t most_chart_rows = 12;

struct Fences {
    double low;
    double high;
};

/// Fences that follow a skewed distribution: as many half interquartile ranges out as `factor`, each side with its own
/// half (Kimber 1990: M − Q1 below, Q3 − M above).
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
    if (ignored(context, c) || (data.kind != Kind::integer && data.kind != Kind::number) || data.distinct < 10) {
        return false;
    }
    for (const Role role : {Role::identifier, Role::person, Role::campaign, Role::product}) {
        if (context.plan.has_role(name, role)) { return false; }
    }
    if (context.meaning(c) == "postal_code") { return false; }
    // Numbers that name something: far apart says nothing about them.
    const std::string plain = plain_name(name);
    static const std::vector<std::string>& words = word_list("quality", "names_something");
    if (std::ranges::any_of(words, [&](const std::string& word) { return name_matches(plain, word); })) {
        return false;
    }
    return !ends_like_number(plain);
}

/// Quantiles that the fences follow.
struct Quartiles {
    double p05, q1, median, q3, p95;
    double least;
    bool mostly_zero;  ///< amounts that are mostly 0 (nothing bought) are judged among those that are not
};

std::optional<Quartiles> quartiles_of(const AuditContext& context, std::size_t c) {
    const ColumnProfile& profile = context.profile.columns[c];
    const Interpretation& data = profile.interpretation;
    const Column& column = context.table.columns[c];
    Quartiles result{*profile.quantiles[0],
                     *profile.quantiles[1],
                     *profile.quantiles[2],
                     *profile.quantiles[3],
                     *profile.quantiles[4],
                     *profile.min,
                     false};
    result.mostly_zero = result.q1 == 0 && (result.median == 0 || result.q3 == 0);
    if (!result.mostly_zero) { return result; }
    std::vector<Distribution::Entry> entries;
    const Distribution all(column, data);
    for (const Distribution::Entry& entry : all.entries()) {
        if (entry.value != 0) { entries.push_back(entry); }
    }
    const Distribution rest(std::move(entries));
    if (rest.rows() < 100) { return std::nullopt; }
    const auto quantiles = rest.quantiles({0.05, 0.25, 0.5, 0.75, 0.95});
    return Quartiles{quantiles[0], quantiles[1], quantiles[2],      quantiles[3],
                     quantiles[4], rest.min(),   result.mostly_zero};
}

std::optional<Unusual> look_at(const AuditContext& context, std::size_t c, double factor, double rare) {
    const Interpretation& data = context.interpretation(c);
    const Column& column = context.table.columns[c];
    const std::optional<Quartiles> quartiles = quartiles_of(context, c);
    if (!quartiles) { return std::nullopt; }
    const auto [p05, q1, median, q3, p95, least, mostly_zero] = *quartiles;
    const auto counts = [&, zero = mostly_zero](std::uint32_t code) {
        return data.valid(code) && !(zero && data.values[code] == 0);
    };
    Unusual unusual{.column = c, .fences = {}, .logarithmic = false, .flags = {}};
    // Amounts, incomes, counts grow by factors: positive values with a long right tail are judged on a logarithmic
    // scale.
    unusual.logarithmic = least > 0 && p95 - median > 2.5 * (median - p05);
    const auto scale = [&](double x) { return unusual.logarithmic ? std::log(x) : x; };
    // What a hundredth of the rows and more have is not rare, however far out it lies: heavy tails and spikes get wider
    // fences.
    for (int doublings = 0; doublings < 6; ++doublings, factor *= 2) {
        const auto fences = fences_of(scale(q1), scale(median), scale(q3), factor);
        if (!fences) { return std::nullopt; }
        unusual.fences = unusual.logarithmic ? Fences{std::exp(fences->low), std::exp(fences->high)} : *fences;
        unusual.below = unusual.above = 0;
        unusual.flags.clear();
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            if (!counts(code)) { continue; }
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

/// What lies far beyond all others of a column, upwards or (of negative values) downwards.
struct Far {
    std::size_t column;
    Extremes extremes;
    CodeFlags flags;
};

std::optional<Far> far_values(const AuditContext& context, std::size_t c) {
    const ColumnProfile& profile = context.profile.columns[c];
    const Interpretation& data = profile.interpretation;
    const Column& column = context.table.columns[c];
    // Most columns are done here: the ends are not three times as far as the twentieth before them.
    for (const auto& [sign, end, near] :
         {std::tuple(1.0, profile.max, profile.quantiles[4]), std::tuple(-1.0, profile.min, profile.quantiles[0])}) {
        if (!end || !near || *end * sign <= 0 || *end * sign < 3 * *near * sign) { continue; }
        const auto size_of = [&, side = sign](std::uint32_t code) {
            return data.valid(code) ? data.values[code] * side : 0.0;
        };
        const double least = std::max(0.0, *near * sign);
        std::vector<Distribution::Entry> largest;
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            const double size = size_of(code);
            if (size > 0 && size >= least) { largest.push_back({size, column.counts[code]}); }
        }
        std::ranges::sort(largest, {}, &Distribution::Entry::value);
        const Extremes extremes = extremes_of(largest, filled_rows(context, c));
        if (!extremes.any()) { continue; }
        Far far{.column = c, .extremes = extremes, .flags = CodeFlags(column.counts.size())};
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            far.flags[code] = size_of(code) >= extremes.from ? 1 : 0;
        }
        return far;
    }
    return std::nullopt;
}

class Outliers final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "quality.outliers", .area = Area::quality, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<Unusual> found;
        std::vector<Far> far;
        std::uint64_t looked_at = 0;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (!counts_or_measures(context, c) || filled_rows(context, c) < 100) { continue; }
            if (auto extreme = far_values(context, c)) { far.push_back(std::move(*extreme)); }
            auto unusual = look_at(context, c, context.limit(fence_factor), context.limit(row_share));
            if (!unusual) { continue; }
            ++looked_at;
            if (unusual->rows() > 0) { found.push_back(std::move(*unusual)); }
        }
        std::vector<Outcome> outcomes;
        if (!far.empty()) { outcomes.push_back(extreme(context, far)); }
        if (looked_at == 0) {
            if (outcomes.empty()) { outcomes.push_back(not_assessed(info())); }
            return outcomes;
        }
        const auto share = [&](const Unusual& u) { return share_of(u.rows(), filled_rows(context, u.column)); };
        sort_few(found, [&](const Unusual& a, const Unusual& b) { return share(a) > share(b); });
        std::vector<std::string> names;
        std::uint64_t cells = 0;
        for (const Unusual& unusual : found) {
            names.push_back(context.name(unusual.column));
            cells += unusual.rows();
        }
        const bool any = !found.empty();
        OutcomeBuilder finding(info(), any ? Status::info : Status::pass, Severity::none, names);
        finding.values.count("looked_at", looked_at)
            .count("columns", found.size())
            .count("cells", cells)
            .text("names", listed(names))
            .text("column", any ? names[0] : "")
            .count("rows", any ? found[0].rows() : 0)
            .number("share", any ? share(found[0]) : 0);
        finding.say(any ? "found" : "none");
        if (any) { finding.headline().headline_note(); }
        Outcome outcome = finding.make();
        outcome.metrics.count("columns_looked_at", looked_at);
        outcome.metrics.count("columns_with_outliers", found.size());
        outcome.metrics.count("cells", cells);
        if (any) { add_columns(context, std::move(found), outcome); }
        if (any || outcomes.empty()) { outcomes.push_back(std::move(outcome)); }
        return outcomes;
    }

private:
    /// Columns in which one value, or very few, outweigh all others.
    Outcome extreme(const AuditContext& context, const std::vector<Far>& far) const {
        std::vector<std::string> names;
        std::vector<std::size_t> columns;
        std::vector<CodeFlags> flags;
        const Far* farthest = &far.front();
        for (const Far& one : far) {
            names.push_back(context.name(one.column));
            columns.push_back(one.column);
            flags.push_back(one.flags);
            if (one.extremes.factor() > farthest->extremes.factor()) { farthest = &one; }
        }
        OutcomeBuilder finding(info(), Status::warn, Severity::low, names);
        finding.values.count("columns", names.size())
            .text("names", listed(names))
            .text("column", context.name(farthest->column))
            .count("rows", farthest->extremes.rows)
            .number("factor", farthest->extremes.factor());
        finding.title("extreme").summary(names.size() == 1 ? "extreme" : "extremes");
        Outcome outcome = finding.headline("extreme").headline_note("extreme").make();
        outcome.metrics.count("columns", names.size());
        outcome.metrics.number("factor", farthest->extremes.factor());
        for (const Far& one : far) {
            Group& group = outcome.groups.emplace_back();
            group.figures.text("column", context.name(one.column));
            group.figures.count("rows", one.extremes.rows);
            group.figures.number("factor", one.extremes.factor());
        }
        outcome.rows = rows_with_any(context, columns, flags);
        return outcome;
    }

    static void add_columns(const AuditContext& context, std::vector<Unusual> found, Outcome& outcome) {
        std::vector<std::size_t> columns;
        std::vector<CodeFlags> flags;
        for (Unusual& unusual : found) {
            const double share = share_of(unusual.rows(), filled_rows(context, unusual.column));
            Group& group = outcome.groups.emplace_back();
            group.figures.text("column", context.name(unusual.column));
            group.figures.count("rows", unusual.rows());
            group.figures.share("share", share);
            group.figures.count("below", unusual.below);
            group.figures.count("above", unusual.above);
            group.figures.number("low_fence", unusual.fences.low);
            group.figures.number("high_fence", unusual.fences.high);
            group.figures.flag("logarithmic", unusual.logarithmic);
            if (outcome.chart.rows.size() < most_chart_rows) {
                ChartRow bar;
                bar.label = context.name(unusual.column);
                bar.value = share;
                bar.n = unusual.rows();
                outcome.chart.rows.push_back(std::move(bar));
            }
            columns.push_back(unusual.column);
            flags.push_back(std::move(unusual.flags));
        }
        outcome.rows = rows_with_any(context, columns, flags);
        outcome.chart.kind = Chart::Kind::bars;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::share;
    }
};

}  // namespace

const Check& outliers() {
    static const Outliers check;
    return check;
}

}  // namespace klarsicht::quality
