namespace Wfm.Forecasting;

/// <summary>Medians and the spread that outliers cannot move.</summary>
internal static class Robust
{
    /// <summary>Median; 0 of nothing. Sorts <paramref name="values"/> in place.</summary>
    public static double Median(List<double> values) => Median(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values));

    /// <summary>Median; 0 of nothing. Sorts <paramref name="values"/> in place.</summary>
    public static double Median(Span<double> values)
    {
        if (values.IsEmpty)
        {
            return 0;
        }

        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>1.4826 × median of |value|: the standard deviation of a normal sample around 0. Sorts in place and loses signs.</summary>
    public static double Spread(Span<double> residuals)
    {
        for (int i = 0; i < residuals.Length; i++)
        {
            residuals[i] = Math.Abs(residuals[i]);
        }

        return 1.4826 * Median(residuals);
    }
}
