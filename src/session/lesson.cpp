#include "session/lesson.h"

#include <algorithm>
#include <span>

#include "base/json.h"
#include "base/progress.h"
#include "report/render.h"
#include "session/session.h"
#include "training/lesson.h"
#include "training/scenario.h"

namespace klarsicht {

namespace {

/// A document with its texts in one language: what has nothing but `de` and `en` becomes one of them.
json in_language(const json& document, Language language) {
    if (document.is_array()) {
        json list = json::array();
        for (const json& one : document) { list.push_back(in_language(one, language)); }
        return list;
    }
    if (!document.is_object()) { return document; }
    if (document.size() == 2 && document.contains("de") && document.contains("en")) {
        return in_language(document[language == Language::de ? "de" : "en"], language);
    }
    json object = json::object();
    for (const auto& [name, value] : document.items()) { object[name] = in_language(value, language); }
    return object;
}

/// The states of each group's people, in the lesson's order; a state that nobody is in counts 0. `texts`: the same as
/// it is read, with the share.
json people_to_json(const json& people, const ScenarioTally& tally, const Texts& texts) {
    json groups = json::array();
    for (std::size_t g = 0; g < people["groups"].size(); ++g) {
        std::vector<std::uint64_t> counts(people["states"].size(), 0);
        if (g < tally.people.size()) { std::ranges::copy(tally.people[g], counts.begin()); }
        std::uint64_t all = 0;
        for (const std::uint64_t count : counts) { all += count; }
        json said = json::array();
        for (const std::uint64_t count : counts) {
            const double share = all == 0 ? 0 : static_cast<double>(count) / static_cast<double>(all);
            said.push_back(texts.integer(static_cast<std::int64_t>(count)) + " (" + texts.number(share, "percent") +
                           ")");
        }
        groups.push_back({{"label", people["groups"][g]}, {"counts", counts}, {"texts", std::move(said)}});
    }
    return groups;
}

json amounts_to_json(const json& amounts, const ScenarioTally& tally, const Texts& texts) {
    json list = json::array();
    for (const json& amount : amounts) {
        const auto found = tally.amounts.find(amount["name"].get_ref<const std::string&>());
        const double value = found == tally.amounts.end() ? 0 : found->second;
        const std::string unit = amount.value("unit", "");
        list.push_back({{"name", amount["name"]},
                        {"label", amount["label"]},
                        {"value", value},
                        {"text", texts.number(value, "p0") + (unit.empty() ? "" : "\u00a0" + unit)}});
    }
    return list;
}

/// What the scenario's settings are in this run.
json settings_to_json(const LessonAsk& ask) {
    json settings = json::object();
    for (const ScenarioInfo& info : scenarios()) {
        if (info.name != ask.id) { continue; }
        for (const ScenarioSetting& setting : info.settings) { settings[setting.name] = setting.standard; }
    }
    for (const auto& [name, value] : ask.settings) { settings[name] = json::parse(value, nullptr, false); }
    return settings;
}

}  // namespace

Result<LessonRun> run_lesson(const LessonAsk& ask, bool all, Language language) {
    const json& lesson = *KLARSICHT_TRY(lesson_named(ask.id));
    ScenarioOptions options{.seed = ask.seed, .settings = ask.settings};
    options.settings.emplace_back("lang", language == Language::de ? "de" : "en");
    Session session(Progress::none());
    KLARSICHT_TRY(session.open(Input::current, {.name = ask.id + ".csv"}));
    Result<void> fed;
    LessonRun run;
    const auto feed = [&](std::string_view piece) {
        if (fed) { fed = session.feed(std::as_bytes(std::span(piece))); }
    };
    KLARSICHT_TRY(generate_scenario(ask.id, options, feed, &run.tally));
    if (!fed) { return std::unexpected(std::move(fed).error()); }
    KLARSICHT_TRY(session.finish());
    AuditOptions audited{.on_screen = true};
    if (!all) {
        for (const json& id : lesson["shows"]) { audited.only.push_back(id.get_ref<const std::string&>()); }
    }
    KLARSICHT_TRY(session.audit(audited));
    run.report = *session.report();
    return run;
}

json lessons_to_json(Language language) {
    json list = json::array();
    for (const std::string_view id : lesson_ids()) {
        const json& lesson = **lesson_named(id);
        json one = {{"id", id}};
        for (const char* part : {"title", "teaser", "minutes", "area", "shows"}) {
            one[part] = in_language(lesson[part], language);
        }
        list.push_back(std::move(one));
    }
    return list;
}

Result<json> lesson_to_json(const LessonAsk& ask, Language language) {
    const json& kept = *KLARSICHT_TRY(lesson_named(ask.id));
    const LessonRun run = KLARSICHT_TRY(run_lesson(ask, false, language));
    json lesson = in_language(kept, language);
    lesson["id"] = ask.id;
    lesson["quiz"] = draw_quiz(lesson["quiz"], ask.seed);
    const Texts& texts = Texts::of(language);
    lesson["run"] = {{"settings", settings_to_json(ask)},
                     {"people", people_to_json(lesson["people"], run.tally, texts)},
                     {"amounts", amounts_to_json(lesson["amounts"], run.tally, texts)},
                     {"report", report_to_json(run.report, language, Lists::first_page)}};
    return lesson;
}

}  // namespace klarsicht
