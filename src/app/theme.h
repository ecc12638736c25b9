#pragma once
#include <array>
#include <cmath>
#include <cstdint>

#include <imgui.h>

#include "audit/outcome.h"

namespace klarsicht::app {

/// The colours of one theme.
struct Palette {
    ImU32 background, surface, line, text, muted, faint;
    ImU32 accent, accent_soft, on_accent;
    ImU32 fail, fail_soft, warn, warn_soft, pass, pass_soft, unknown, unknown_soft;
    ImU32 reference, other, band;  ///< chart colours, told apart with any colour vision (Okabe and Ito)
    ImU32 hover, shade;
};

/// What a text is: its face, size and line height.
enum class Type : std::uint8_t {
    body,
    strong,
    small,
    small_strong,
    note,
    note_strong,
    pill,
    title,
    subtitle,
    hero,
    lead,
    figure,
    figure_small,
    brand,
    count
};

struct TypeFace {
    ImFont* font = nullptr;
    float size = 0;  ///< what Dear ImGui calls the size: ascent to descent, in device pixels
    float line = 0;  ///< distance of base lines, in device pixels
};

/// Colours, fonts and sizes. Everything is in device pixels: `px` turns the sizes of the design into them, so that
/// every edge is sharp.
class Theme {
public:
    /// Makes the fonts for a scale (device pixels per CSS pixel); again whenever the scale changes.
    void load_fonts(float scale);
    void set_dark(bool dark);

    bool dark() const { return dark_; }
    float scale() const { return scale_; }
    float px(float css) const { return std::round(css * scale_); }
    /// The thinnest line that is drawn: one CSS pixel, never less than one device pixel.
    float hair() const { return std::max(1.0f, std::floor(scale_ + 0.25f)); }
    const Palette& colors() const { return *palette_; }
    const TypeFace& face(Type type) const { return faces_[static_cast<std::size_t>(type)]; }

private:
    void apply_style();

    bool dark_ = false;
    float scale_ = 0;
    const Palette* palette_ = nullptr;
    std::array<TypeFace, 15> faces_{};
};

struct StatusColors {
    ImU32 ink, soft;
};
StatusColors status_colors(const Palette& palette, Status status);
/// The icon that says the status without a colour.
const char* status_icon(Status status);
const char* area_icon(Area area);

/// The colour with its opacity multiplied.
ImU32 faded(ImU32 color, float opacity);
ImU32 mixed(ImU32 a, ImU32 b, float share_of_b);

}  // namespace klarsicht::app
