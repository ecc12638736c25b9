#include "audit/plan_json.h"

#include <algorithm>
#include <string>
#include <utility>

namespace klarsicht {

namespace {

/// The most brackets inside one another: a remedy may hold some, and whoever nests deeper would only exhaust the stack
/// of those who walk it.
constexpr std::size_t deepest = 32;

Message at(std::string_view text, std::size_t offset, Message message) {
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto line = static_cast<std::uint64_t>(std::ranges::count(before, '\n')) + 1;
    const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    std::uint64_t column = 1;
    for (const char c : before.substr(line_start)) {
        column += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    }  // letters, not bytes
    return std::move(message.count("line", line).count("place", column));
}

}  // namespace

Result<json> read_plan_json(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) { text.remove_prefix(3); }
    auto read = read_json(text, deepest);
    if (read) { return std::move(*read); }
    const JsonProblem& problem = read.error();
    const auto refuse = [](Message message) -> std::unexpected<Error> {
        return fail(ErrorCode::usage, std::move(message));
    };
    switch (problem.kind) {
        case JsonProblem::Kind::name_twice:
            return refuse(Message("error.plan_name_twice").text("name", std::string_view(problem.name).substr(0, 200)));
        case JsonProblem::Kind::too_deep:
            return refuse(Message("error.plan_too_deep").count("most", deepest));
        case JsonProblem::Kind::number_too_large:
            return refuse(at(text, problem.offset, Message("error.plan_number_too_large")));
        case JsonProblem::Kind::syntax:
            break;
    }
    return refuse(at(text, problem.offset, Message("error.plan_not_json")));
}

}  // namespace klarsicht
