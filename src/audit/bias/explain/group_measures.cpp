#include "audit/bias/explain/group_measures.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "audit/groups.h"

namespace klarsicht::bias {

namespace {

using stats::Confusion;
using stats::Fraction;
using RateOf = Fraction (*)(const Confusion&);

/// How a figure is written: the end of the keys `bias.explain.shown.…` and `bias.explain.ci.…`.
enum class Shown : std::uint8_t { range, points, ratio, index, chance };

class Writer {
public:
    explicit Writer(const Explained& table) : table_(table) {
        for (std::size_t g = 0; g < table.groups.size(); ++g) {
            (g == table.favoured ? favoured_ : others_) += table.groups[g];
            all_ += table.groups[g];
        }
    }

    std::vector<OpenedFigure> write() {
        rates();
        between();
        if (table_.favoured) { against_favoured(); }
        if (table_.with_outcome) { inequality(); }
        fairness();
        independence();
        if (table_.with_outcome) { impossibility(); }
        return std::move(list_);
    }

private:
    /// The groups with the lowest and the highest value of a rate; empty without two, or where one is of too few people
    /// to be shown.
    struct Ends {
        std::size_t low, high;
    };
    std::optional<Ends> ends(RateOf of) const {
        std::optional<Ends> found;
        std::size_t known = 0;
        for (std::size_t g = 0; g < table_.groups.size(); ++g) {
            const double value = of(table_.groups[g]).value();
            if (std::isnan(value)) { continue; }
            ++known;
            if (!found) { found = Ends{g, g}; }
            if (value < of(table_.groups[found->low]).value()) { found->low = g; }
            if (value >= of(table_.groups[found->high]).value()) { found->high = g; }
        }
        const auto few = [&](std::size_t g) { return of(table_.groups[g]).n < least_people_shown; };
        return known < 2 || few(found->low) || few(found->high) ? std::nullopt : found;
    }

    static Message& fraction(Message& message, std::string_view name, const Fraction& value) {
        const std::string n(name);
        return message.count(n + "_k", value.k)
            .count(n + "_n", value.n)
            .number(n == "low" || n == "high" ? n : n + "_rate", value.value());
    }

    Message with_ends(std::string_view figure, RateOf of, const Ends& at) const {
        Message message("bias.explain." + std::string(figure));
        fraction(message, "low", of(table_.groups[at.low])).group("low_group", table_.labels[at.low], table_.binned);
        fraction(message, "high", of(table_.groups[at.high]))
            .group("high_group", table_.labels[at.high], table_.binned);
        return message;
    }

    double metric(std::string_view name) const { return table_.metrics.number_of(name); }
    stats::Interval interval_of(std::string_view name) const { return table_.metrics.interval_of(name); }

    void add(std::string_view figure, Message message, double value, Shown shown,
             const stats::Interval& interval = {}) {
        if (std::isnan(value)) { return; }
        static constexpr std::array<std::string_view, 5> ends = {"range", "points", "ratio", "index", "chance"};
        const auto end = std::string(ends[static_cast<std::size_t>(shown)]);
        OpenedFigure one{.figure = std::string(figure),
                         .value = value,
                         .ci95 = {},
                         .text = std::move(message),
                         .shown = {},
                         .interval = {}};
        if (shown != Shown::range) { one.text.number("value", value); }
        one.shown = one.text;
        one.shown.key = "bias.explain.shown." + end;
        if (!std::isnan(interval.low)) {
            one.ci95 = interval;
            one.interval = Message("bias.explain.ci." + end).number("low", interval.low).number("high", interval.high);
        }
        list_.push_back(std::move(one));
    }

    void rates() {
        for (const stats::RateDefinition& rate : stats::confusion_rates()) {
            if (!table_.with_outcome && rate.name != "selection_rate") { continue; }
            if (const auto at = ends(rate.of)) {
                add(rate.name, with_ends(rate.name, rate.of, *at), rate.of(all_).value(), Shown::range);
            }
        }
    }

    void between() {
        struct Definition {
            std::string_view name;
            RateOf of;
            Shown shown;
        };
        static constexpr std::array<Definition, 3> definitions = {
            {{"demographic_parity_difference", stats::selection_rate, Shown::points},
             {"demographic_parity_ratio", stats::selection_rate, Shown::ratio},
             {"equal_opportunity_difference", stats::true_positive_rate, Shown::points}}};
        for (const Definition& figure : definitions) {
            if (!table_.with_outcome && figure.of != stats::selection_rate) { continue; }
            if (const auto at = ends(figure.of)) {
                add(figure.name, with_ends(figure.name, figure.of, *at), metric(figure.name), figure.shown,
                    interval_of(figure.name));
            }
        }
        const auto tpr = ends(stats::true_positive_rate);
        const auto fpr = ends(stats::false_positive_rate);
        if (!table_.with_outcome || !tpr || !fpr) { return; }
        const auto at = [&](RateOf of, std::size_t g) { return of(table_.groups[g]).value(); };
        const double tpr_low = at(stats::true_positive_rate, tpr->low);
        const double tpr_high = at(stats::true_positive_rate, tpr->high);
        const double fpr_low = at(stats::false_positive_rate, fpr->low);
        const double fpr_high = at(stats::false_positive_rate, fpr->high);
        Message message("bias.explain.equalized_odds_difference");
        message.number("tpr_low", tpr_low)
            .number("tpr_high", tpr_high)
            .number("fpr_low", fpr_low)
            .number("fpr_high", fpr_high);
        message.number("tpr_gap", tpr_high - tpr_low).number("fpr_gap", fpr_high - fpr_low);
        add("equalized_odds_difference", std::move(message), metric("equalized_odds_difference"), Shown::points,
            interval_of("equalized_odds_difference"));
    }

    void against_favoured() {
        const std::string& label = table_.labels[*table_.favoured];
        if (favoured_.n() < least_people_shown || others_.n() < least_people_shown) { return; }
        for (const std::string_view name : {"statistical_parity_difference", "disparate_impact"}) {
            Message message("bias.explain." + std::string(name));
            message.group("favoured", label, table_.binned);
            fraction(message, "favoured", stats::selection_rate(favoured_));
            fraction(message, "others", stats::selection_rate(others_));
            add(name, std::move(message), metric(name), name == "disparate_impact" ? Shown::ratio : Shown::points,
                interval_of(name));
        }
        if (!table_.with_outcome) { return; }
        Message message("bias.explain.average_odds_difference");
        message.group("favoured", label, table_.binned);
        message.number("favoured_tpr", stats::true_positive_rate(favoured_).value())
            .number("others_tpr", stats::true_positive_rate(others_).value());
        message.number("favoured_fpr", stats::false_positive_rate(favoured_).value())
            .number("others_fpr", stats::false_positive_rate(others_).value());
        add("average_odds_difference", std::move(message), metric("average_odds_difference"), Shown::points,
            interval_of("average_odds_difference"));
    }

    void inequality() {
        const double mean =
            (static_cast<double>(all_.tp + all_.tn) + 2 * static_cast<double>(all_.fp)) / static_cast<double>(all_.n());
        for (const std::string_view name : {"theil_index", "generalized_entropy_index"}) {
            Message message("bias.explain." + std::string(name));
            message.count("n", all_.n())
                .count("wrongly_selected", all_.fp)
                .count("passed_over", all_.fn)
                .count("right", all_.tp + all_.tn)
                .number("mean", mean);
            add(name, std::move(message), metric(name), Shown::index, interval_of(name));
        }
    }

    void fairness() {
        const Figure* found = table_.metrics.find("differential_fairness");
        const auto at = ends(stats::selection_rate);
        if (found == nullptr || !at) { return; }
        const auto value = [&](std::string_view name) {
            return found->find(name) != nullptr ? found->find(name)->number() : stats::undefined;
        };
        const auto interval = [&](std::string_view name) {
            return found->find(name) != nullptr ? found->find(name)->ci95 : stats::Interval{};
        };
        const double decision = value("decision");
        Message message = with_ends("differential_fairness", stats::selection_rate, *at);
        message.number("factor", std::exp(decision));
        add("differential_fairness", std::move(message), decision, Shown::ratio, interval("decision"));
        if (!table_.with_outcome || !ends(stats::base_rate)) { return; }
        Message amplification("bias.explain.bias_amplification");
        amplification.number("decision", decision).number("outcome", value("outcome"));
        add("bias_amplification", std::move(amplification), value("bias_amplification"), Shown::ratio,
            interval("bias_amplification"));
    }

    void independence() {
        Message chi2("bias.explain.chi2");
        chi2.number("dof", metric("chi2_dof")).count("n", all_.n()).number("p", metric("log10_p"));
        add("chi2", std::move(chi2), metric("chi2"), Shown::ratio);
        Message cramer("bias.explain.cramers_v_bias_corrected");
        cramer.count("n", all_.n()).count("groups", table_.groups.size());
        add("cramers_v_bias_corrected", std::move(cramer), metric("cramers_v_bias_corrected"), Shown::index);
        const double gap = metric("demographic_parity_difference");
        if (std::isnan(gap) || !ends(stats::selection_rate)) { return; }
        Message chance("bias.explain.by_chance_gap");
        chance.number("gap", gap)
            .number("median", metric("by_chance_gap"))
            .number("p95", metric("by_chance_p95_gap"))
            .number("p", std::log10(metric("p_by_chance")));
        chance.number("replicates", metric("bootstrap_replicates"));
        add("by_chance_gap", std::move(chance), metric("by_chance_gap"), Shown::chance);
    }

    /// With one hit rate and one precision for everybody, groups of different base rates must differ in the false
    /// positive rate: A. Chouldechova (2017), Big Data 5, 153–163.
    void impossibility() {
        const auto at = ends(stats::base_rate);
        const double tpr = stats::true_positive_rate(all_).value();
        const double ppv = stats::positive_predictive_value(all_).value();
        if (!at || !(ppv > 0)) { return; }
        const auto fpr = [&](std::size_t g) {
            const double p = stats::base_rate(table_.groups[g]).value();
            return p / (1 - p) * (1 - ppv) / ppv * tpr;
        };
        const double low = fpr(at->low);
        const double high = fpr(at->high);
        if (!(high <= 1)) { return; }  // no decision could have both rates then
        Message message = with_ends("impossibility", stats::base_rate, *at);
        message.number("tpr", tpr).number("ppv", ppv).number("low_fpr", low).number("high_fpr", high);
        add("impossibility", std::move(message), high - low, Shown::points);
    }

    const Explained& table_;
    Confusion favoured_, others_, all_;
    std::vector<OpenedFigure> list_;
};

}  // namespace

std::vector<OpenedFigure> explanations(const Explained& table) { return Writer(table).write(); }

}  // namespace klarsicht::bias
