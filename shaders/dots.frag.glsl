#version 300 es
precision highp float;

uniform vec3 selected_color;
uniform vec3 other_color;

flat in float marked;
flat in float diameter;
out vec4 color;

void main() {
    float cover = 1.0;
    if (diameter > 3.0) {
        float box = ceil(diameter) + 1.0;
        float from_center = length(gl_PointCoord - 0.5) * box;
        cover = clamp(diameter * 0.5 + 0.5 - from_center, 0.0, 1.0);
    }
    color = vec4(mix(other_color, selected_color, marked), cover);
}
