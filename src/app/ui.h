#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/dot_canvas.h"
#include "app/model/state.h"
#include "app/theme.h"
#include "base/json_fwd.h"

namespace klarsicht::app {

/// What every view and widget gets: what the app knows, how it looks, its words, and how it speaks to the page.
struct Ui {
    State& state;
    const Theme& theme;
    const Texts& texts;
    DotCanvas& dot_canvas;
    std::vector<std::string>& outbox;

    float px(float css) const { return theme.px(css); }
    const Palette& colors() const { return theme.colors(); }
    std::string_view word(std::string_view key) const { return texts.text(key); }
    std::string_view area_word(Area area) const { return word("app.area." + std::string(name_of(area))); }
    std::string say(const Message& message) const { return texts.format(message); }

    /// Sends a message to the page; `tell` one that is only a type.
    void send(const json& message) const;
    void tell(std::string_view type) const;

    /// Opens a page of the report and tells the page's address bar.
    void go(Page page) const;
    /// Opens a finding on its area's page.
    void open_finding(std::size_t index) const;
    /// Shows a part of the bias page and puts it into the address.
    void show_bias_tab(std::string_view tab) const;
    /// Changes the plan in one step, and audits anew.
    void edit(const std::vector<PlanEdit>& edits) const;
    /// The same with edits as they are sent: a list in JSON.
    void edit_as(std::string_view edits) const;
};

}  // namespace klarsicht::app
