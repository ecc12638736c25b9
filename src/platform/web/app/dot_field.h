#pragma once
#include "app/dot_canvas.h"

namespace klarsicht::web {

/// The dot canvas on WebGL 2: a point a row, placed by the vertex shader from its number alone; no vertex is stored or
/// uploaded.
class DotFieldRenderer : public app::DotCanvas {
public:
    ImTextureRef draw(const app::DotField& field) override;
    /// After the graphics context was lost: its objects are gone.
    void forget();

private:
    void prepare(int width, int height);

    struct Places {
        int size = -1, band = -1, grid = -1, selected = -1, selected_color = -1, other_color = -1, ground_color = -1;
    };

    app::DotField drawn_;
    Places places_;
    unsigned program_ = 0, vertex_array_ = 0, framebuffer_ = 0, texture_ = 0;
    int width_ = 0, height_ = 0;
};

}  // namespace klarsicht::web
