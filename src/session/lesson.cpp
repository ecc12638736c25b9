#include "session/lesson.h"

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

/// The states of each group's people, in the lesson's order; a state that nobody is in counts 0.
json people_to_json(const json& people, const ScenarioTally& tally) {
    json groups = json::array();
    for (std::size_t g = 0; g < people["groups"].size(); ++g) {
        json counts = json::array();
        for (std::size_t s = 0; s < people["states"].size(); ++s) {
            const bool counted = g < tally.people.size() && s < tally.people[g].size();
            counts.push_back(counted ? tally.people[g][s] : 0);
        }
        groups.push_back({{"label", people["groups"][g]}, {"counts", std::move(counts)}});
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
    lesson["run"] = {{"settings", settings_to_json(ask)},
                     {"people", people_to_json(lesson["people"], run.tally)},
                     {"amounts", amounts_to_json(lesson["amounts"], run.tally, Texts::of(language))},
                     {"report", report_to_json(run.report, language, Lists::first_page)}};
    return lesson;
}

}  // namespace klarsicht
