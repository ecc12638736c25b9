#include "remedy/remedy.h"

#include <algorithm>
#include <array>

#include "base/listed.h"
#include "remedy/fields.h"

namespace klarsicht {

namespace {

struct Known {
    RemedyInfo info;
    remedy::Apply apply;
};

const std::vector<Known>& known() {
    static const std::vector<Known> list = {
        {{"reweigh", {"column", "columns", "as"}}, remedy::reweigh},
        {{"thresholds",
          {"column", "columns", "score", "parity", "objective", "randomised", "grid_size", "seed", "costs", "as"}},
         remedy::thresholds},
        {{"repair", {"column", "columns", "protected", "level"}}, remedy::repair},
        {{"remove_correlation", {"column", "columns", "protected", "alpha"}}, remedy::remove_correlation},
        {{"generalise", {"column", "width", "strict"}}, remedy::generalise},
        {{"drop", {"column", "columns"}}, remedy::drop},
        {{"coarsen_date", {"column", "to"}}, remedy::coarsen_date},
        {{"shorten", {"column", "keep"}}, remedy::shorten},
        {{"merge_rare", {"column", "least", "as"}}, remedy::merge_rare},
        {{"pseudonymise", {"column", "columns", "method", "length"}}, remedy::pseudonymise},
        {{"mask", {"column", "columns", "keep"}}, remedy::mask},
        {{"partial_email", {"column", "keep"}}, remedy::partial_email},
        {{"mask_text", {"column", "columns"}}, remedy::mask_text},
        {{"suppress", {"columns", "k"}}, remedy::suppress},
    };
    return list;
}

}  // namespace

const RemedyColumn* Remedied::instead_of(std::size_t column) const {
    for (const RemedyColumn& made : columns) {
        if (made.replaces == column) { return &made; }
    }
    return nullptr;
}

bool protects_people(std::span<const RemedyStep> steps) {
    constexpr std::array<std::string_view, 8> kinds = {"coarsen_date", "shorten",       "merge_rare", "pseudonymise",
                                                       "mask",         "partial_email", "mask_text",  "suppress"};
    return std::ranges::any_of(
        steps, [&](const RemedyStep& step) { return std::ranges::find(kinds, step.kind) != kinds.end(); });
}

std::span<const RemedyInfo> all_remedies() {
    static const std::vector<RemedyInfo> infos = [] {
        std::vector<RemedyInfo> list;
        for (const Known& one : known()) { list.push_back(one.info); }
        return list;
    }();
    return infos;
}

Result<Remedied> apply_remedies(const AuditContext& context, std::string_view key) {
    if (context.plan.remedies.empty()) {
        return fail(ErrorCode::usage,
                    Message("error.remedy.none").text("example", R"({"remedies": [{"do": "reweigh"}]})"));
    }
    Remedied result;
    for (const RemedyStep& step : context.plan.remedies) {
        const auto found = std::ranges::find_if(known(), [&](const Known& one) { return one.info.name == step.kind; });
        if (found == known().end()) {
            std::vector<std::string_view> names;
            for (const RemedyInfo& info : all_remedies()) { names.push_back(info.name); }
            return fail(ErrorCode::usage, Message("error.remedy.unknown")
                                              .text("name", std::string_view(step.kind).substr(0, 200))
                                              .text("known", listed(names)));
        }
        for (const RemedyField& field : step.fields) {
            if (std::ranges::find(found->info.fields, field.name) != found->info.fields.end()) { continue; }
            Message unknown = Message("error.remedy.unknown_field")
                                  .text("remedy", step.kind)
                                  .text("name", std::string_view(field.name).substr(0, 200));
            return fail(ErrorCode::usage, unknown.text("known", listed(found->info.fields)));
        }
        KLARSICHT_TRY(found->apply(remedy::Fields(step, context, key), context, result));
    }
    // A new column must not hide one of the file's.
    for (const RemedyColumn& made : result.columns) {
        if (!made.replaces && context.table.find(made.name)) {
            return fail(ErrorCode::usage, Message("error.remedy.name_taken").text("name", made.name));
        }
    }
    return result;
}

}  // namespace klarsicht
