#include "training/lesson.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "base/asset.h"
#include "base/json.h"
#include "base/listed.h"
#include "training/random.h"

namespace klarsicht {

namespace {

constexpr std::string_view folder = "training/";
constexpr std::size_t most_questions = 4;

/// All lessons by id, read once: they are built in, so what cannot be read is found by the tests.
const std::map<std::string_view, json>& lessons() {
    static const auto all = [] {
        std::map<std::string_view, json> read;
        for (const Asset& asset : assets(folder)) {
            std::string_view id = asset.path.substr(folder.size());
            if (!id.ends_with(".json")) { continue; }
            id.remove_suffix(5);
            read.emplace(id, json::parse(asset.bytes, nullptr, false));
        }
        return read;
    }();
    return all;
}

template <class T>
void shuffle(std::vector<T>& list, Random& random) {
    for (std::size_t i = list.size(); i > 1; --i) {
        std::swap(list[i - 1], list[static_cast<std::size_t>(random.below(i))]);
    }
}

}  // namespace

const std::vector<std::string_view>& lesson_ids() {
    static const auto ids = [] {
        std::vector<std::string_view> all;
        for (const auto& [id, lesson] : lessons()) { all.push_back(id); }
        std::ranges::stable_sort(all, {}, [](std::string_view id) { return lessons().at(id).value("order", 0); });
        return all;
    }();
    return ids;
}

Result<const json*> lesson_named(std::string_view id) {
    const auto found = lessons().find(id);
    if (found == lessons().end()) {
        return fail(ErrorCode::usage,
                    Message("error.lesson_unknown").text("name", id).text("known", listed(lesson_ids())));
    }
    return &found->second;
}

json draw_quiz(const json& pool, std::uint64_t seed) {
    Random random(seed);
    std::vector<json> questions(pool.begin(), pool.end());
    shuffle(questions, random);
    questions.resize(std::min(questions.size(), most_questions));
    for (json& question : questions) {
        std::vector<json> answers(question["answers"].begin(), question["answers"].end());
        shuffle(answers, random);
        question["answers"] = std::move(answers);
    }
    return questions;
}

}  // namespace klarsicht
