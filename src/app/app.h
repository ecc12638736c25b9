#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/dot_canvas.h"
#include "app/model/state.h"
#include "app/theme.h"

namespace klarsicht::app {

/// The app: takes messages from the page, draws frames, gives messages back. Knows neither browser nor data.
class App {
public:
    /// Needs a Dear ImGui context and the platform's dot canvas, which must outlive it.
    explicit App(DotCanvas& dot_canvas);

    /// A message of the page (JSON); an unknown or broken one is ignored.
    void message(std::string_view text);
    /// The rows of the groups the app asked for: u32 groups, u32 rows; per group u32 n, u32 selected, u32 label length,
    /// label padded to 4 bytes.
    void dots(std::span<const std::uint8_t> bytes);
    /// Draws one frame into the current Dear ImGui frame.
    void frame();
    /// Device pixels per CSS pixel; makes the fonts anew when it changed.
    void set_scale(float scale);
    /// What is to be sent to the page, emptied.
    std::vector<std::string> take_outbox();

    const Theme& theme() const { return theme_; }

private:
    void take_settings(const json& message);
    void take_remedied(const json& message);
    void take_report(const json& message);

    State state_;
    Theme theme_;
    DotCanvas& dot_canvas_;
    std::vector<std::string> outbox_;
};

}  // namespace klarsicht::app
