#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "audit/quality/checks.h"
#include "audit/quality/rows.h"
#include "audit/suggest.h"
#include "base/key_numbers.h"
#include "base/word_list.h"
#include "table/date.h"
#include "table/trim.h"

namespace klarsicht::quality {

namespace {

/// From this share of the rows on, the rule is asked about rather than the rows.
constexpr double rule_in_doubt = 0.1;
/// Of fewer rows a share says little: one of ten is one.
constexpr std::uint64_t fewest_for_a_share = 20;
constexpr std::string_view fail_share = "quality.consistency.fail_share";
constexpr std::string_view exception_share = "quality.consistency.exception_share";
constexpr std::array limits = {fail_share, exception_share};

/// What two columns say about each other, and the rows where they do not agree.
struct Disagreement {
    std::string_view rule;  ///< variant of the texts
    std::size_t first;
    std::size_t second;
    std::uint64_t compared = 0;
    RowSet rows;
};

/// Words in the names of two columns of which the first never exceeds the second.
struct Order {
    std::string_view lesser;
    std::string_view greater;
};

/// `clicks < impressions` of a word list.
Order order_of(std::string_view entry) {
    constexpr std::string_view sign = " < ";
    const std::size_t at = entry.find(sign);
    return {entry.substr(0, at), entry.substr(at + sign.size())};
}

class Finder {
public:
    explicit Finder(const AuditContext& context) : context_(context) {
        for (const Column& column : context.table.columns) { names_.push_back(plain_name(column.name)); }
    }

    std::vector<Disagreement> find() {
        for (const std::string& order : word_list("quality", "number_orders")) {
            in_order(order_of(order), "counts", is_numeric);
        }
        for (const std::string& order : word_list("quality", "date_orders")) {
            in_order(order_of(order), "dates", is_dated);
        }
        birth_before_all();
        age_and_birth();
        postal_code_and_city();
        return std::move(found_);
    }

private:
    const Interpretation& data(std::size_t c) const { return context_.interpretation(c); }
    const Column& column(std::size_t c) const { return context_.table.columns[c]; }

    /// Name without the word, so that campaign_start goes with campaign_end and not with contract_end.
    static std::string rest_of(const std::string& name, std::string_view word) {
        std::string rest = name;
        const std::size_t at = rest.find(word);
        rest.erase(at, word.size());
        for (const std::string& unit : word_list("quality", "beside_the_word")) {
            if (const std::size_t place = rest.find(unit); place != std::string::npos) {
                rest.erase(place, unit.size());
            }
        }
        std::erase(rest, '_');
        return rest;
    }

    void in_order(const Order& order, std::string_view rule, bool (*fits)(Kind)) {
        const std::vector<Named> greater = named(order.greater, fits);
        if (greater.empty()) { return; }
        for (const Named& a : named(order.lesser, fits)) {
            for (const Named& b : greater) {
                if (a.column != b.column && a.rest == b.rest && !known(a.column, b.column)) {
                    compare(rule, a.column, b.column);
                }
            }
        }
    }

    struct Named {
        std::size_t column;
        std::string rest;  ///< of its name, without the word
    };

    std::vector<Named> named(std::string_view word, bool (*fits)(Kind)) const {
        std::vector<Named> columns;
        for (std::size_t c = 0; c < names_.size(); ++c) {
            if (!fits(data(c).kind) || !name_matches(names_[c], word) || ignored(context_, c)) { continue; }
            columns.push_back({c, rest_of(names_[c], word)});
        }
        return columns;
    }

    bool known(std::size_t a, std::size_t b) const {
        return std::ranges::any_of(found_, [&](const Disagreement& d) { return d.first == a && d.second == b; });
    }

    /// Values in days for dates, so that a date and a time of the same day agree.
    double value_of(std::size_t c, std::uint32_t code) const {
        const double value = data(c).values[code];
        return data(c).kind == Kind::datetime ? std::floor(value / 86400) : value;
    }

    void compare(std::string_view rule, std::size_t a, std::size_t b) {
        Disagreement result{.rule = rule, .first = a, .second = b, .rows = {}};
        const bool both_times = data(a).kind == Kind::datetime && data(b).kind == Kind::datetime;
        const auto& codes_a = column(a).codes;
        const auto& codes_b = column(b).codes;
        for (std::size_t row = 0; row < codes_a.size(); ++row) {
            const std::uint32_t ca = codes_a[row];
            const std::uint32_t cb = codes_b[row];
            if (!data(a).valid(ca) || !data(b).valid(cb)) { continue; }
            ++result.compared;
            const bool wrong = both_times ? data(a).values[ca] > data(b).values[cb] : value_of(a, ca) > value_of(b, cb);
            if (wrong) { result.rows.add(row); }
        }
        // If it is so in half of the rows, the rule does not mean these columns.
        if (result.compared > 0 && result.rows.count * 2 < result.compared) { found_.push_back(std::move(result)); }
    }

    std::optional<std::size_t> with_meaning(std::string_view meaning) const {
        for (std::size_t c = 0; c < names_.size(); ++c) {
            if (!ignored(context_, c) && context_.meaning(c) == meaning) { return c; }
        }
        return std::nullopt;
    }

    /// Nobody signs up before being born.
    void birth_before_all() {
        const auto birth = with_meaning("birth_date");
        if (!birth || !is_dated(data(*birth).kind)) { return; }
        for (std::size_t c = 0; c < names_.size(); ++c) {
            if (c != *birth && !ignored(context_, c) && is_dated(data(c).kind) && context_.meaning(c) != "birth_date") {
                compare("birth", *birth, c);
            }
        }
    }

    /// Age and birth date (or year) must tell the same age, give or take the day on which the age was written down.
    void age_and_birth() {
        const auto age = with_meaning("age");
        if (!age || !is_numeric(data(*age).kind)) { return; }
        for (const std::string_view meaning : {"birth_date", "birth_year"}) {
            const auto birth = with_meaning(meaning);
            if (!birth || data(*birth).values.empty()) { continue; }
            const bool is_year = is_numeric(data(*birth).kind);
            const double this_year = 1970 + context_.as_of / 365.2425;
            std::unordered_map<int, std::uint64_t> differences;
            const auto difference = [&](std::size_t row) -> std::optional<double> {
                const std::uint32_t ca = column(*age).codes[row];
                const std::uint32_t cb = column(*birth).codes[row];
                if (!data(*age).valid(ca) || !data(*birth).valid(cb)) { return std::nullopt; }
                const double from_birth =
                    is_year ? this_year - data(*birth).values[cb] : (context_.as_of - value_of(*birth, cb)) / 365.2425;
                return from_birth - data(*age).values[ca];
            };
            // The file may be some years old: what counts is how far a row is from most others.
            std::uint64_t compared = 0;
            for (std::size_t row = 0; row < column(*age).codes.size(); ++row) {
                if (const auto d = difference(row); d && std::abs(*d) < 1000) {
                    ++differences[static_cast<int>(std::floor(*d))];
                    ++compared;
                }
            }
            if (compared == 0) { continue; }
            int usual = 0;
            std::uint64_t most = 0;
            for (int d = -1000; d <= 1000; ++d) {
                const auto found = differences.find(d);
                if (found != differences.end() && found->second > most) {
                    most = found->second;
                    usual = d;
                }
            }
            Disagreement result{.rule = "age", .first = *age, .second = *birth, .compared = compared, .rows = {}};
            for (std::size_t row = 0; row < column(*age).codes.size(); ++row) {
                const auto d = difference(row);
                if (d && (*d < usual - 1 || *d >= usual + 2)) { result.rows.add(row); }
            }
            found_.push_back(std::move(result));
        }
    }

    /// A postal code belongs to one town: towns that are rare exceptions under their code are suspicious.
    void postal_code_and_city() {
        const auto code_column = with_meaning("postal_code");
        const auto city_column = with_meaning("city");
        if (!code_column || !city_column) { return; }
        const Column& postal = column(*code_column);
        const Column& city = column(*city_column);
        // Per postal code: rows, and the most frequent town by counting pairs.
        KeyNumbers pairs;
        std::vector<std::uint32_t> rows_of_pair;
        std::vector<std::uint32_t> total(postal.counts.size());
        const auto both = [&](std::size_t row) {
            return data(*code_column).valid(postal.codes[row]) && data(*city_column).valid(city.codes[row]);
        };
        const auto pair_of = [&](std::size_t row) { return std::uint64_t{postal.codes[row]} << 32 | city.codes[row]; };
        for (std::size_t row = 0; row < postal.codes.size(); ++row) {
            if (!both(row)) { continue; }
            const std::uint32_t pair = pairs.of(pair_of(row));
            if (pair == rows_of_pair.size()) { rows_of_pair.push_back(0); }
            ++rows_of_pair[pair];
            ++total[postal.codes[row]];
        }
        std::vector<std::uint32_t> most(postal.counts.size());
        for (std::size_t row = 0; row < postal.codes.size(); ++row) {
            std::uint32_t& so_far = most[postal.codes[row]];
            if (both(row)) { so_far = std::max(so_far, rows_of_pair[pairs.of(pair_of(row))]); }
        }
        Disagreement result{.rule = "city", .first = *code_column, .second = *city_column, .rows = {}};
        for (std::size_t row = 0; row < postal.codes.size(); ++row) {
            if (!both(row) || total[postal.codes[row]] < 5) { continue; }
            ++result.compared;
            const std::uint32_t count = rows_of_pair[pairs.of(pair_of(row))];
            if (count * 10 <= most[postal.codes[row]]) { result.rows.add(row); }
        }
        // Only where the code mostly does decide the town is an exception worth a look.
        if (result.compared >= 20 && share_of(result.rows.count, result.compared) <= context_.limit(exception_share)) {
            found_.push_back(std::move(result));
        }
    }

    const AuditContext& context_;
    std::vector<std::string> names_;
    std::vector<Disagreement> found_;
};

/// The ways in which the dates of a column are written.
class Notations {
public:
    explicit Notations(const Column& column) : of_code_(column.counts.size(), none) {
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            const std::string_view text = trim(column.dictionary[code]);
            const auto date = scan_date(text);
            if (!date) { continue; }
            const auto notation = static_cast<std::uint8_t>(notation_of(*date));
            of_code_[code] = notation;
            if (rows_[notation] == 0) { examples_[notation] = like(text, notation_of(*date)); }
            rows_[notation] += column.counts[code];
        }
    }

    std::size_t usual() const { return static_cast<std::size_t>(std::ranges::max_element(rows_) - rows_.begin()); }
    std::size_t other() const {
        const std::size_t most = usual(), next = most == 0 ? 1 : 0, last = most == 2 ? 1 : 2;
        return rows_[next] >= rows_[last] ? next : last;
    }
    const std::string& example(std::size_t notation) const { return examples_[notation]; }

    /// The spellings that are not written as most rows are.
    CodeFlags unusual() const {
        CodeFlags flags(of_code_.size());
        for (std::size_t code = 0; code < flags.size(); ++code) {
            flags[code] = of_code_[code] != none && of_code_[code] != usual() ? 1 : 0;
        }
        return flags;
    }

private:
    static constexpr std::uint8_t none = 3;

    /// The last day of 2025 written as that date is: no day of the file.
    static std::string like(std::string_view text, DateNotation notation) {
        const std::size_t mark = text.find_first_not_of("0123456789");
        if (mark == std::string_view::npos) { return "20251231"; }
        const bool named =
            notation == DateNotation::day_told && text.find_first_not_of("0123456789. :") != std::string_view::npos;
        if (named) { return mark == 0 ? "Dec 31, 2025" : "31 Dec 2025"; }
        const std::string sign(1, text[mark]);
        return notation == DateNotation::year_first ? "2025" + sign + "12" + sign + "31"
                                                    : "31" + sign + "12" + sign + "2025";
    }

    std::vector<std::uint8_t> of_code_;  ///< [codes] DateNotation, or none
    std::array<std::uint64_t, 3> rows_{};
    std::array<std::string, 3> examples_;
};

class Consistency final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "quality.consistency", .area = Area::quality, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<Disagreement> rules = Finder(context).find();
        std::vector<Outcome> outcomes = mixed_dates(context);
        if (rules.empty() && outcomes.empty()) { return {not_assessed(info())}; }
        for (const Disagreement& rule : rules) {
            if (rule.rows.count > 0) { outcomes.push_back(found(context, rule)); }
        }
        if (outcomes.empty()) {
            OutcomeBuilder none(info(), Status::pass, Severity::none);
            none.values.count("rules", rules.size());
            outcomes.push_back(none.say("none").make());
            outcomes.back().metrics.count("rules", rules.size());
        }
        sort_by_severity(outcomes);
        return outcomes;
    }

private:
    /// Dates of one column written in several ways: each can be read, but not by every program.
    std::vector<Outcome> mixed_dates(const AuditContext& context) const {
        constexpr std::uint64_t fewest = 2;
        std::vector<Outcome> outcomes;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            const Interpretation& data = context.interpretation(c);
            if (data.other_dates < fewest || ignored(context, c)) { continue; }
            const std::uint64_t of = filled_rows(context, c);
            OutcomeBuilder finding(info(), Status::warn, Severity::low, {context.name(c)});
            const Notations notations(context.table.columns[c]);
            finding.values.text("column", context.name(c))
                .text("usual", notations.example(notations.usual()))
                .text("other", notations.example(notations.other()))
                .count("rows", data.other_dates)
                .count("of", of)
                .number("share", share_of(data.other_dates, of));
            finding.say("notation").headline().headline_note();
            Outcome outcome = finding.remedy("notation").why("notation").make();
            outcome.metrics.word("rule", "notation", "quality.consistency.rule");
            outcome.metrics.count("rows", data.other_dates);
            outcome.metrics.count("compared", of);
            outcome.metrics.share("share", share_of(data.other_dates, of));
            outcome.rows = rows_with(context.table.columns[c], notations.unusual());
            outcomes.push_back(std::move(outcome));
        }
        return outcomes;
    }

    Outcome found(const AuditContext& context, const Disagreement& rule) const {
        const double share = share_of(rule.rows.count, rule.compared);
        // A part larger than its whole in one row of ten is rather a pair of names that mean something else.
        const bool in_doubt = rule.rule == "counts" && share > rule_in_doubt && rule.rows.count > 1;
        const bool many = share > context.limit(fail_share) && !in_doubt && rule.compared >= fewest_for_a_share;
        const Severity severity = many ? Severity::high : share > 0.001 ? Severity::medium : Severity::low;
        const std::string& first = context.name(rule.first);
        const std::string& second = context.name(rule.second);
        OutcomeBuilder finding(info(), many ? Status::fail : Status::warn, severity, {first, second});
        finding.values.text("first", first)
            .text("second", second)
            .count("rows", rule.rows.count)
            .count("of", rule.compared)
            .number("share", share);
        const auto price = [&](std::size_t c) { return context.plan.has_role(context.name(c), Role::price); };
        if (in_doubt) {
            finding.remedy(price(rule.first) && price(rule.second) ? "former_price" : "doubt").why("doubt");
        }
        Outcome outcome = finding.say(in_doubt ? "doubt" : rule.rule).headline().headline_note().make();
        outcome.metrics.word("rule", rule.rule, "quality.consistency.rule");
        outcome.metrics.count("rows", rule.rows.count);
        outcome.metrics.count("compared", rule.compared);
        outcome.metrics.share("share", share);
        outcome.rows = rule.rows;
        return outcome;
    }
};

}  // namespace

const Check& consistency() {
    static const Consistency check;
    return check;
}

}  // namespace klarsicht::quality
