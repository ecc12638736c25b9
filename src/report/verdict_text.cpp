#include "report/verdict_text.h"

#include <string_view>

namespace klarsicht {

std::vector<std::string> verdict_text(const Report& report, const Texts& texts) {
    const auto count = [&](Status status) {
        std::uint64_t sum = 0;
        for (const AreaReport& area : report.areas) { sum += area.read[static_cast<std::size_t>(status)]; }
        return sum;
    };
    const auto sentence = [&](std::string_view key, std::uint64_t n) {
        return texts.format(Message(key).count("n", n));
    };
    const std::uint64_t fails = count(Status::fail), warns = count(Status::warn), open = count(Status::not_assessed);
    std::vector<std::string> sentences = {fails > 0 ? sentence("report.verdict.fail", fails)
                                                    : sentence("report.verdict.none", 0)};
    if (warns > 0) {
        sentences.push_back(sentence(fails > 0 ? "report.verdict.more_warn" : "report.verdict.warn", warns));
    }
    if (open > 0) { sentences.push_back(sentence("report.verdict.open", open)); }
    return sentences;
}

}  // namespace klarsicht
