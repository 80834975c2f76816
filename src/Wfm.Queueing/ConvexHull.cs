namespace Wfm.Queueing;

/// <summary>The lower convex hull of a table over 0, 1, 2 …: the largest convex curve nowhere above it.</summary>
public static class ConvexHull
{
    /// <summary>Hull values at every position of the table.</summary>
    /// <param name="values">Value of each position, for instance late calls with 0, 1, 2 … agents; finite.</param>
    /// <returns>A new table of the same length, convex, at most <paramref name="values"/> everywhere and equal to it at both ends.</returns>
    /// <remarks>O(length), by the monotone chain; corners keep their exact value, positions between two corners lie on the line.</remarks>
    public static double[] LowerConvex(ReadOnlySpan<double> values)
    {
        double[] hull = new double[values.Length];
        int[] corners = new int[values.Length];
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            while (count >= 2 && !IsBelowLine(values, corners[count - 2], corners[count - 1], i))
            {
                count--;
            }

            corners[count++] = i;
        }

        for (int corner = 0; corner < count; corner++)
        {
            int from = corners[corner];
            hull[from] = values[from];
            int to = corner + 1 < count ? corners[corner + 1] : from;
            for (int i = from + 1; i < to; i++)
            {
                hull[i] = Math.Min(values[i], values[from] + (values[to] - values[from]) * ((double)(i - from) / (to - from)));
            }
        }

        return hull;
    }

    private static bool IsBelowLine(ReadOnlySpan<double> values, int left, int middle, int right) =>
        (values[middle] - values[left]) * (right - left) < (values[right] - values[left]) * (middle - left);
}
