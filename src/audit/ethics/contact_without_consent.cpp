#include <algorithm>
#include <array>
#include <cmath>

#include "audit/ethics/checks.h"
#include "audit/ethics/contacts.h"
#include "audit/truth.h"

namespace klarsicht::ethics {

namespace {

constexpr std::array<Role, 1> needs = {Role::consent};

struct Counts {
    std::uint64_t without = 0;  ///< rows whose consent is no
    std::uint64_t unknown = 0;  ///< rows whose consent is missing or unreadable
    std::uint64_t before = 0;   ///< rows with a contact before the day of the consent
    RowSet rows;
};

/// Rows without consent, per channel.
Chart chart_of(const AuditContext& context, std::size_t channel, const std::vector<std::uint64_t>& without) {
    const Column& column = context.table.columns[channel];
    Chart chart;
    chart.kind = Chart::Kind::bars;
    chart.title = Message("ethics.contact_without_consent.chart");
    chart.axis = Message("ethics.contact_without_consent.axis");
    chart.unit = Unit::share;
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        if (!context.interpretation(channel).valid(code)) { continue; }
        ChartRow bar;
        bar.label = context.shown(channel, code);
        bar.value = static_cast<double>(without[code]) / static_cast<double>(column.counts[code]);
        bar.n = column.counts[code];
        bar.status = without[code] > 0 ? Status::fail : Status::pass;
        chart.rows.push_back(std::move(bar));
    }
    std::ranges::stable_sort(chart.rows, std::ranges::greater{}, [](const ChartRow& bar) { return bar.n.value_or(0); });
    constexpr std::size_t most_bars = 12;
    if (chart.rows.size() > most_bars) { chart.rows.resize(most_bars); }
    return chart;
}

class ContactWithoutConsent final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "ethics.contact_without_consent", .area = Area::ethics, .needs = needs, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const ContactColumns columns = contact_columns(context);
        if (!columns.consent) { return {not_assessed(info())}; }
        const Column& consent = context.table.columns[*columns.consent];
        const Interpretation& consent_dates = context.interpretation(*columns.consent);
        const bool dated = columns.timestamp && (consent_dates.kind == Kind::date || consent_dates.kind == Kind::datetime);
        const std::vector<std::uint8_t> codes = truth_codes(context, *columns.consent);
        const std::vector<std::uint32_t>* channel = columns.channel ? &context.table.columns[*columns.channel].codes : nullptr;
        std::vector<std::uint64_t> by_channel(columns.channel ? context.table.columns[*columns.channel].dictionary.size() : 0);
        DistinctPeople people(context, columns.person);
        Counts counts;
        for (std::size_t row = 0; row < consent.codes.size(); ++row) {
            const std::uint32_t code = consent.codes[row];
            if (codes[code] == 2) { ++counts.unknown; }
            bool bad = codes[code] == 0;
            if (bad) { ++counts.without; }
            if (dated && codes[code] == 1) {
                const double sent = day_of(context.interpretation(*columns.timestamp), context.table.columns[*columns.timestamp].codes[row]);
                // Only a whole day earlier is certain where one of the two has no time of day.
                const bool early = std::floor(sent) < std::floor(day_of(consent_dates, code));
                counts.before += early ? 1 : 0;
                bad = bad || early;
            }
            if (!bad) { continue; }
            add_row(counts.rows, row);
            people.add(row);
            if (channel != nullptr) { ++by_channel[(*channel)[row]]; }
        }
        return {outcome_for(context, columns, counts, people.count(), by_channel)};
    }

private:
    Outcome outcome_for(const AuditContext& context, const ContactColumns& columns, const Counts& counts, std::optional<std::uint64_t> people,
                        const std::vector<std::uint64_t>& by_channel) const {
        const bool found = counts.rows.count > 0;
        // A list of people with a column of consent is no fault: it shows whom to leave out. A log of contacts is.
        const bool contacted = found && columns.contacts;
        const std::string variant = !found ? (counts.unknown > 0 ? "unknown" : "none") : !columns.contacts ? "listed" : people ? "contacted_people" : "contacted";
        const Status status = contacted ? Status::fail : found ? Status::info : counts.unknown > 0 ? Status::warn : Status::pass;
        Outcome outcome = outcome_of(info(), status, contacted ? Severity::high : counts.unknown > 0 && !found ? Severity::medium : Severity::none,
                                     {context.name(*columns.consent)});
        const auto rows = static_cast<double>(context.table.rows());
        const double share = static_cast<double>(counts.rows.count) / rows;
        outcome.title = Message(outcome.id + ".title." + (contacted ? "contacted" : variant));
        outcome.summary = Message(outcome.id + ".summary." + variant)
                              .count("rows", counts.rows.count)
                              .count("of", context.table.rows())
                              .number("share", share)
                              .count("unknown", counts.unknown)
                              .count("people", people.value_or(0));
        if (found) {
            outcome.headline = Message(outcome.id + ".headline").count("rows", counts.rows.count);
            outcome.headline_note = Message(outcome.id + ".headline_note").number("share", share).count("of", context.table.rows());
        }
        outcome.metrics["rows"] = context.table.rows();
        outcome.metrics["without_consent"] = counts.without;
        outcome.metrics["before_consent"] = counts.before;
        outcome.metrics["consent_unknown"] = counts.unknown;
        outcome.metrics["share"] = share;
        outcome.metrics["people"] = people ? json(*people) : json(nullptr);
        if (contacted && columns.channel) { outcome.chart = chart_of(context, *columns.channel, by_channel); }
        outcome.rows = counts.rows;
        return outcome;
    }
};

}  // namespace

const Check& contact_without_consent() {
    static const ContactWithoutConsent check;
    return check;
}

}  // namespace klarsicht::ethics
