#include "audit/plan_edit_typed.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/chosen_meaning.h"
#include "audit/plan_json.h"
#include "audit/plan_names.h"
#include "base/fold.h"
#include "profile/meaning.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

std::unexpected<Error> refuse(std::string_view key, std::string_view text) {
    return fail(ErrorCode::usage, std::move(Message(key).text("value", text.substr(0, 60))));
}

/// 0.8 · 0,8 · 80 % · 1e-6
Result<double> number_of(std::string_view text) {
    std::string number(trim(text));
    const bool percent = number.ends_with('%');
    if (percent) { number.pop_back(); }
    if (number.ends_with("\xC2\xA0")) { number.resize(number.size() - 2); }  // the blank that belongs there
    if (std::ranges::count(number, ',') == 1 && !number.contains('.')) { std::ranges::replace(number, ',', '.'); }
    const json value = json::parse(number, nullptr, false);
    if (!value.is_number()) { return refuse("error.typed.number", text); }
    return value.get<double>() / (percent ? 100 : 1);
}

std::vector<std::string> parts_of(std::string_view text, std::string_view between) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find_first_of(between, from), text.size());
        if (const std::string_view part = trim(text.substr(from, to - from)); !part.empty()) {
            parts.emplace_back(part);
        }
        from = to + 1;
    }
    return parts;
}

/// "25; 60" or "25 60". What stands between two numbers as a comma alone could be either mark.
Result<std::vector<double>> edges_of(std::string_view text) {
    const bool marked = text.contains(';');
    std::vector<double> edges;
    for (std::string& part : parts_of(text, marked ? ";" : " \t")) {
        if (!marked && part.ends_with(',')) { part.pop_back(); }
        const Result<double> edge = number_of(part);
        if (!edge || (!marked && part.contains(',')) || (!edges.empty() && *edge <= edges.back())) {
            return refuse("error.typed.bins", text);
        }
        edges.push_back(*edge);
    }
    if (edges.empty()) { return refuse("error.typed.bins", text); }
    return edges;
}

/// 2026-11-01 or 1.11.2026
Result<std::string> day_of(std::string_view text) {
    const std::vector<std::string> parts = parts_of(text, ".");
    std::string day(text);
    if (parts.size() == 3 && parts[2].size() == 4 && parts[0].size() < 3 && parts[1].size() < 3) {
        const auto two = [](const std::string& digits) { return std::string(2 - digits.size(), '0') + digits; };
        day = parts[2] + "-" + two(parts[1]) + "-" + two(parts[0]);
    }
    if (!days_of_iso_date(day)) { return refuse("error.typed.day", text); }
    return day;
}

Result<PlanEdit> market(std::string_view text) {
    std::string country = upper(text);
    const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (country.size() != 2 || !std::ranges::all_of(country, is_letter)) { return refuse("error.typed.market", text); }
    return edit::SetMarket{std::move(country)};
}

Result<PlanEdit> positive(std::string_view kind, std::string column, std::string_view text) {
    Positive positive;
    if (kind == "positive") {
        positive.equals = std::string(text);
    } else {
        (kind == "at_least" ? positive.at_least : positive.at_most) = KLARSICHT_TRY(number_of(text));
    }
    return edit::SetPositive{std::move(column), std::move(positive)};
}

Result<PlanEdit> crossed(std::string_view columns) {
    json plan = json::object();
    plan["crossed"] = json::array({json::parse(columns, nullptr, false)});
    return edit::ToggleCross{KLARSICHT_TRY(plan_from_json(plan, nullptr)).crossed.front()};
}

/// What takes the choice back.
Result<PlanEdit> taken_back(std::string_view kind, std::string of) {
    if (kind == "as_of") { return edit::SetAsOf{}; }
    if (kind == "market") { return edit::SetMarket{}; }
    if (kind == "date_order") { return edit::SetDateOrder{}; }
    if (kind == "missing_tokens") { return edit::SetMissingTokens{}; }
    if (kind == "favoured") { return edit::SetFavoured{std::move(of), {}}; }
    if (kind == "bins") { return edit::SetBins{std::move(of), {}}; }
    if (kind == "meaning") { return edit::SetMeaning{std::move(of), {}}; }
    if (kind == "control") { return edit::SetTreatment{}; }
    if (kind == "limit") { return edit::SetLimit{std::move(of), {}}; }
    return edit::SetPositive{std::move(of), {}};
}

}  // namespace

Result<PlanEdit> typed_edit(std::string_view field, std::string_view text) {
    constexpr std::array<std::string_view, 14> known = {
        "as_of", "market",  "date_order", "missing_tokens", "positive", "at_least", "at_most",
        "bins",  "control", "favoured",   "meaning",        "limit",    "holder",   "crossed"};
    const std::size_t mark = field.find('|');
    const std::string_view kind = field.substr(0, mark);
    std::string of(mark == std::string_view::npos ? std::string_view() : field.substr(mark + 1));
    if (std::ranges::find(known, kind) == known.end()) {
        return unknown_name("field", "typed", kind, {known.begin(), known.end()});
    }
    text = trim(text);
    if (kind == "crossed") { return crossed(of); }
    if (kind == "holder") {
        const auto role = role_named(of);
        if (!role) { return unknown_name("role", "typed", of, {}); }
        return edit::SetHolder{*role, text.empty() ? std::nullopt : std::optional(std::string(text))};
    }
    if (text.empty()) { return taken_back(kind, std::move(of)); }
    if (kind == "as_of") { return edit::SetAsOf{KLARSICHT_TRY(day_of(text))}; }
    if (kind == "market") { return market(text); }
    if (kind == "date_order") {
        const json plan = {{"date_order", text}};
        return edit::SetDateOrder{KLARSICHT_TRY(plan_from_json(plan, nullptr)).date_order};
    }
    if (kind == "missing_tokens") {
        std::vector<std::string> tokens = parts_of(text, ";");
        tokens.emplace(tokens.begin());  // a cell with nothing in it
        return edit::SetMissingTokens{std::move(tokens)};
    }
    if (kind == "favoured") { return edit::SetFavoured{std::move(of), std::string(text)}; }
    if (kind == "bins") { return edit::SetBins{std::move(of), KLARSICHT_TRY(edges_of(text))}; }
    if (kind == "control") { return edit::SetTreatment{Treatment{std::move(of), std::string(text)}}; }
    if (kind == "limit") { return edit::SetLimit{std::move(of), KLARSICHT_TRY(number_of(text))}; }
    if (kind == "meaning") {
        const std::vector<std::string_view> meanings = known_meanings();
        if (text != no_meaning && std::ranges::find(meanings, text) == meanings.end()) {
            return unknown_name("meaning", of, text, meanings);
        }
        return edit::SetMeaning{std::move(of), std::string(text)};
    }
    return positive(kind, std::move(of), text);
}

}  // namespace klarsicht
