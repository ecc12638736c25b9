#include "audit/plan_fit.h"

#include <algorithm>

#include "audit/plan_check.h"

namespace klarsicht {

namespace {

class Dropper {
public:
    void note(const std::string& name) {
        if (std::ranges::find(names, name) == names.end()) { names.push_back(name); }
    }

    /// Of entries by name.
    template <class Map>
    void drop(Map& map, auto&& misfits) {
        std::erase_if(map, [&](const auto& entry) {
            const bool out = misfits(entry);
            if (out) { note(entry.first); }
            return out;
        });
    }

    std::vector<std::string> names;
};

/// What a plan says in one field alone, held against the file.
template <class Map>
void drop_unfit_of(Map Plan::* field, Plan& plan, const AuditContext& context, Dropper& dropper) {
    dropper.drop(plan.*field, [&](const auto& entry) {
        Plan alone;
        (alone.*field).insert(entry);
        return !check_plan(alone, context);
    });
}

}  // namespace

std::vector<std::string> drop_lacking_columns(Plan& plan, const Table& table) {
    Dropper dropper;
    const auto lacks = [&](const std::string& column) {
        const bool lacking = !table.find(column);
        if (lacking) { dropper.note(column); }
        return lacking;
    };
    const auto entry_lacks = [&](const auto& entry) { return !table.find(entry.first); };
    dropper.drop(plan.roles, entry_lacks);
    dropper.drop(plan.meaning, entry_lacks);
    dropper.drop(plan.positive, entry_lacks);
    dropper.drop(plan.bins, entry_lacks);
    dropper.drop(plan.favoured, entry_lacks);
    dropper.drop(plan.population, entry_lacks);
    if (std::erase_if(plan.crossed, [&](const auto& set) { return std::ranges::any_of(set, lacks); }) > 0) {
        plan.crossed_given = !plan.crossed.empty();  // none at all is another wish
    }
    std::erase_if(plan.harmless, lacks);
    std::erase_if(plan.remedies, [&](const RemedyStep& step) {
        const RemedyValue* column = step.find("column");
        const std::string* name = column == nullptr ? nullptr : std::get_if<std::string>(column);
        return name != nullptr && lacks(*name);
    });
    if (plan.treatment && lacks(plan.treatment->column)) { plan.treatment.reset(); }
    return std::move(dropper.names);
}

std::vector<std::string> drop_unfit(Plan& plan, const AuditContext& context) {
    Dropper dropper;
    drop_unfit_of(&Plan::positive, plan, context, dropper);
    drop_unfit_of(&Plan::bins, plan, context, dropper);
    drop_unfit_of(&Plan::population, plan, context, dropper);
    drop_unfit_of(&Plan::limits, plan, context, dropper);
    Plan alone;
    alone.treatment = plan.treatment;
    if (!check_plan(alone, context)) {
        dropper.note(plan.treatment->column);
        plan.treatment.reset();
    }
    return std::move(dropper.names);
}

}  // namespace klarsicht
