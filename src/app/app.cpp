#include "app/app.h"

#include <algorithm>

#include <cstring>

#include "app/model/json_read.h"
#include "app/ui.h"
#include "app/views/views.h"
#include "base/json.h"

namespace klarsicht::app {

App::App(DotCanvas& dot_canvas) : dot_canvas_(dot_canvas) { theme_.set_dark(false); }

void App::set_scale(float scale) {
    if (scale != theme_.scale()) { theme_.load_fonts(scale); }
}

std::vector<std::string> App::take_outbox() { return std::exchange(outbox_, {}); }

void App::message(std::string_view text) {
    const json message = json::parse(text, nullptr, false);
    const std::string type = string_in(message, "type");
    if (type == "settings") {
        take_settings(message);
    } else if (type == "progress") {
        state_.failure.reset();
        state_.dropping = false;
        Working working{string_in(message, "name"), string_in(message, "stage"), 0, count_in(message, "rows"),
                        count_in(message, "bytes")};
        const double done = number_in(message, "done");
        working.done = done > 0 ? done : 0;
        working.found = strings_in(message, "found");
        state_.working = std::move(working);
    } else if (type == "report") {
        take_report(message);
    } else if (type == "error") {
        state_.working.reset();
        state_.dropping = false;
        state_.failure = Failure{string_in(message, "name"), string_in(message, "text")};
    } else if (type == "idle") {
        close_report(state_);
    } else if (type == "privacy") {
        state_.measured = {bool_in(message, "checked"), count_in(message, "requests"), bool_in(message, "policy")};
    } else if (type == "rendered") {
        state_.saving.format = string_in(message, "format");
        state_.saving.bytes = count_in(message, "bytes");
    } else if (type == "remedied") {
        take_remedied(message);
    } else if (type == "sharing") {
        take_sharing(state_.share, message);
    } else if (type == "share_key") {
        state_.share.new_key = string_in(message, "key");
        state_.share.key = {};
        state_.share.new_key.copy(state_.share.key.data(), state_.share.key.size() - 1);
    } else if (type == "detail") {
        if (state_.report) { append_groups(*state_.report, message); }
    } else if (type == "what_if") {
        take_what_if(state_.what_if, read_what_if(message));
    } else if (type.starts_with("rows")) {
        state_.rows.hear(type, message);
    } else if (type == "wrong") {
        state_.settings.wrong_field = string_in(message, "field");
        state_.settings.wrong = string_in(message, "text");
        state_.settings.sent = false;
    } else if (type == "preview") {
        state_.settings.preview = read_preview(message);
    } else if (type == "record") {
        take_record(state_, read_record(message));
    } else if (type == "lessons") {
        take_lessons(state_.training, message);
    } else if (type == "lesson") {
        take_lesson(state_.training, message);
    } else if (type == "notice") {
        state_.notice = string_in(message, "text");
    } else if (type == "dropping") {
        state_.dropping = bool_in(message, "over");
    }
}

void App::take_settings(const json& message) {
    state_.language = language_named(string_in(message, "lang")).value_or(state_.language);
    if (const std::string theme = string_in(message, "theme"); !theme.empty()) {
        state_.dark = theme == "dark";
        theme_.set_dark(state_.dark);
    }
    const auto page = page_named(string_in(message, "page"));
    const bool turned = page && *page != state_.page;
    if (turned) {
        state_.page = *page;
        state_.scroll_to_top = true;
    }
    // The part of a page that an address names; without one the page stays as it is.
    if (const std::string part = string_in(message, "part"); turned || part != state_.part) {
        state_.scroll_to_top = state_.scroll_to_top || state_.page == Page::columns;
        state_.part = part;
        take_part(state_);
    }
    state_.embedded = bool_in(message, "embedded");
}

void App::take_remedied(const json& message) {
    state_.remedy.working = false;
    RemediedFile file{string_in(message, "name"), string_in(message, "error"), {}};
    file.effects = strings_in(message, "effects");
    state_.remedy.file = std::move(file);
}

void App::take_report(const json& message) {
    const json* report = member(message, "report");
    if (report == nullptr || !report->is_object()) { return; }
    klarsicht::app::take_report(state_, read_report(*report));
    state_.saving.show_values = bool_in(*report, "values_shown");
    state_.elapsed_ms = number_in(message, "elapsed_ms");
}

void App::dots(std::span<const std::uint8_t> bytes) {
    std::size_t at = 0;
    const auto number = [&]() -> std::uint32_t {
        if (bytes.size() - at < 4) {
            at = bytes.size();
            return 0;
        }
        std::uint32_t value = 0;
        std::memcpy(&value, bytes.data() + at, 4);
        at += 4;
        return value;
    };
    std::vector<DotGroup> groups;
    const std::uint32_t count = number();
    number();  // all rows
    for (std::uint32_t i = 0; i < count && at < bytes.size(); ++i) {
        DotGroup group;
        group.n = number();
        group.selected = std::min(number(), group.n);
        const std::size_t length = number();
        if (length > bytes.size() - at) { break; }
        group.label.assign(reinterpret_cast<const char*>(bytes.data() + at), length);
        at = std::min(bytes.size(), at + (length + 3) / 4 * 4);
        groups.push_back(std::move(group));
    }
    state_.dots.groups = std::move(groups);
}

void App::frame() {
    tab_stops(true);
    Ui ui{state_, theme_, Texts::of(state_.language), dot_canvas_, outbox_};
    draw_shell(ui);
}

}  // namespace klarsicht::app
