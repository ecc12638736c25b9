#include "app/ui.h"

#include <algorithm>
#include <array>

#include "audit/plan_edit_json.h"
#include "base/json.h"

namespace klarsicht::app {

void Ui::send(const json& message) const {
    outbox.push_back(message.dump(-1, ' ', false, json::error_handler_t::replace));
}

void Ui::tell(std::string_view type) const { send(json{{"type", std::string(type)}}); }

void Ui::go(Page page) const {
    // One column's page is a part of the columns'.
    const bool inside = page == Page::columns && !state.part.empty();
    if (state.page == page && !inside) { return; }
    if (inside) { state.part.clear(); }
    state.page = page;
    state.scroll_to_top = true;
    send(json{{"type", "page"}, {"page", std::string(name_of(page))}});
}

void Ui::open_finding(std::size_t index) const {
    const Area area = state.report->findings[index].area;
    go(page_of(area));
    state.findings.opened.insert(index);
    state.findings.reveal = index;
    if (area == Area::bias) { show_bias_tab("all"); }
}

void Ui::show_bias_tab(std::string_view tab) const {
    if (state.bias_tab == tab && state.part == tab) { return; }
    state.bias_tab = state.part = std::string(tab);
    send(json{{"type", "page"}, {"page", std::string(name_of(Page::bias))}, {"part", state.part}});
}

void Ui::edit(const std::vector<PlanEdit>& edits) const {
    json list = json::array();
    for (const PlanEdit& edit : edits) { list.push_back(plan_edit_to_json(edit)); }
    edit_as(list.dump(-1, ' ', false, json::error_handler_t::replace));
}

void Ui::edit_as(std::string_view edits) const {
    outbox.push_back(std::string(R"({"type":"edit","edits":)").append(edits).append("}"));
}

}  // namespace klarsicht::app
