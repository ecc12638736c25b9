#pragma once
#include <cstdint>
#include <vector>

#include <imgui.h>

namespace klarsicht::app {

/// One band of the dot field, in the texture's pixels, top left corner first.
struct DotBand {
    float x = 0, y = 0, width = 0, height = 0;
    std::uint32_t n = 0, selected = 0;
};

/// What a dot field looks like; the same field gives the same picture.
struct DotField {
    int width = 0, height = 0;  ///< device pixels
    std::vector<DotBand> bands;
    ImU32 selected_color = 0, other_color = 0, background = 0;

    bool operator==(const DotField&) const;
};

/// Draws dot fields on the graphics processor, once per change, into a texture. Implemented by the platform.
class DotCanvas {
public:
    virtual ~DotCanvas() = default;
    /// The picture of the field; stays valid until the next call.
    virtual ImTextureRef draw(const DotField& field) = 0;
};

}  // namespace klarsicht::app
