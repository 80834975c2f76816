using System.Globalization;
using System.Text;

namespace Wfm.PlanQuality.Periods;

/// <summary>Draws a run's curve as a picture: cost from above, bound from below, and the gap between them over time.</summary>
internal static class CurvePicture
{
    private const int Width = 760;
    private const int Height = 340;
    private const int Left = 76;
    private const int Right = 20;
    private const int Top = 40;
    private const int Bottom = 48;

    public static int Run(string[] args)
    {
        if (args is not ["--curve", string curve, "--out", string picture])
        {
            Console.Error.WriteLine("picture needs --curve FILE.curve.csv and --out FILE.svg.");
            return 2;
        }

        string name = Path.GetFileName(curve).Replace(".curve.csv", "", StringComparison.Ordinal);
        File.WriteAllText(picture, Draw(name, Read(curve)));
        return 0;
    }

    private static List<CurvePoint> Read(string path) =>
    [
        .. File.ReadLines(path).Skip(1).Select(line => line.Split(','))
            .Select(cells => new CurvePoint(Number(cells[0]), Number(cells[2]), Number(cells[3])))
            .Where(point => point.Seconds > 0),
    ];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The values shown lie within 30 % of the last cost; what lies outside is cut at the frame.</summary>
    private static string Draw(string name, List<CurvePoint> points)
    {
        double seconds = points[^1].Seconds;
        (double low, double high) = (0.7 * points[^1].Cost, 1.3 * points[^1].Cost);
        double X(double at) => Left + (Width - Left - Right) * at / seconds;
        double Y(double value) => Top + (Height - Top - Bottom) * (high - Math.Clamp(value, low, high)) / (high - low);
        StringBuilder svg = new();
        svg.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"22\" font-size=\"15\">{name}: cost and proven bound, gap {points[^1].Gap:P1} after {seconds:F0} s</text>");
        for (int step = 0; step <= 6; step++)
        {
            (double value, double at) = (low + (high - low) * step / 6, seconds * step / 6);
            svg.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):F1}\" y2=\"{Y(value):F1}\" stroke=\"#ddd\"/>");
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{value:N0}</text>");
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{X(at):F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{at:0.#}</text>");
        }

        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">seconds</text>");
        Line(svg, points.Select(point => (X(point.Seconds), Y(point.Cost))), "#b03030");
        Line(svg, points.Where(point => point.Bound > 0).Select(point => (X(point.Seconds), Y(point.Bound))), "#2050a0");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right - 60}\" y=\"{Y(points[^1].Cost) - 8:F1}\" fill=\"#b03030\">cost</text>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right - 60}\" y=\"{Y(points[^1].Bound) + 18:F1}\" fill=\"#2050a0\">bound</text>");
        return svg.AppendLine("</svg>").ToString();
    }

    private static void Line(StringBuilder svg, IEnumerable<(double X, double Y)> points, string colour)
    {
        string path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1},{point.Y:F1}")));
        svg.AppendLine(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
    }

    private sealed record CurvePoint(double Seconds, double Cost, double Bound)
    {
        public double Gap => Cost <= 0 ? 0 : (Cost - Bound) / Cost;
    }
}
