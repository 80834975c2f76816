using System.Runtime.CompilerServices;

namespace Wfm.Queueing.Simulation.Replay;

/// <summary>
/// Exponential numbers without a logarithm in 99 of 100 cases: the area under e^-x in 256 layers of equal area (the ziggurat of Marsaglia and
/// Tsang 2000). Exact, not approximate; about three times as fast as −ln u.
/// </summary>
internal static class ExponentialLayers
{
    private const int Layers = 256;
    private const double TailStart = 7.69711747013104972;
    private const double LayerArea = 3.9496598225815571993e-3;

    /// <summary>Right edge of each layer, from the base upward; one more that is 0.</summary>
    private static readonly double[] Edge = Edges();

    /// <summary>e^-x at the right edges.</summary>
    private static readonly double[] Height = [.. Edge.Select(edge => Math.Exp(-edge))];

    /// <summary>An exponential number with mean 1 from 64 random bits, and from more that follow from them where these do not decide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(ulong bits)
    {
        unchecked
        {
            int layer = (int)(bits & (Layers - 1));
            double x = ((long)(bits >> 11) + 0.5) * (1.0 / (1L << 53)) * Edge[layer];
            return x < Edge[layer + 1] ? x : Undecided(bits, layer, x);
        }
    }

    private static double Undecided(ulong bits, int layer, double x)
    {
        for (uint more = 0; ; more += 2)
        {
            if (x < Edge[layer + 1])
            {
                return x;
            }

            ulong next = KeyedRandom.Draw(bits, more);
            if (layer == 0)
            {
                return TailStart - Math.Log(KeyedRandom.Uniform(next));
            }

            if (Height[layer] + KeyedRandom.Uniform(next) * (Height[layer + 1] - Height[layer]) < Math.Exp(-x))
            {
                return x;
            }

            ulong again = KeyedRandom.Draw(bits, more + 1);
            layer = (int)(again & (Layers - 1));
            x = KeyedRandom.Uniform(again) * Edge[layer];
        }
    }

    private static double[] Edges()
    {
        double[] edges = new double[Layers + 1];
        edges[0] = LayerArea * Math.Exp(TailStart);
        edges[1] = TailStart;
        for (int layer = 2; layer < Layers; layer++)
        {
            edges[layer] = -Math.Log(LayerArea / edges[layer - 1] + Math.Exp(-edges[layer - 1]));
        }

        return edges;
    }
}
