namespace Wfm.Forecasting;

/// <summary>Ridge regression on sparse rows with Huber weights: few features per day, all solved by one Cholesky factor per round.</summary>
internal sealed class SparseRidge(int features)
{
    private const double HuberSpreads = 1.5;
    private readonly List<int> _starts = [0];
    private readonly List<int> _index = [];
    private readonly List<double> _value = [];
    private readonly List<double> _target = [];
    private readonly List<double> _weight = [];
    private readonly List<(int A, int B, double Penalty)> _differences = [];

    /// <summary>Ridge penalty of each feature, in observations.</summary>
    public double[] Penalty { get; } = new double[features];

    /// <summary>Adds one observation: features given by <see cref="Feature"/> since the last one.</summary>
    public void Observe(double target, double weight)
    {
        _starts.Add(_index.Count);
        _target.Add(target);
        _weight.Add(weight);
    }

    /// <summary>A feature of the next observation.</summary>
    public void Feature(int feature, double value)
    {
        _index.Add(feature);
        _value.Add(value);
    }

    /// <summary>Pulls two coefficients together.</summary>
    public void PullTogether(int a, int b, double penalty) => _differences.Add((a, b, penalty));

    /// <summary>The coefficients after <paramref name="rounds"/> rounds of reweighting.</summary>
    public double[] Solve(int rounds)
    {
        double[] coefficients = new double[features];
        double[] huber = new double[_target.Count];
        huber.AsSpan().Fill(1);
        for (int round = 0; round < rounds; round++)
        {
            coefficients = SolveOnce(huber);
            Reweight(coefficients, huber);
        }

        return coefficients;
    }

    private double[] SolveOnce(double[] huber)
    {
        double[] normal = new double[features * features];
        double[] right = new double[features];
        for (int row = 0; row < _target.Count; row++)
        {
            double weight = huber[row] * _weight[row];
            for (int a = _starts[row]; a < _starts[row + 1]; a++)
            {
                double scaled = weight * _value[a];
                right[_index[a]] += scaled * _target[row];
                for (int b = _starts[row]; b < _starts[row + 1]; b++)
                {
                    normal[(_index[a] * features) + _index[b]] += scaled * _value[b];
                }
            }
        }

        for (int i = 0; i < features; i++)
        {
            normal[(i * features) + i] += Penalty[i] + 1e-6;
        }

        foreach ((int a, int b, double penalty) in _differences)
        {
            normal[(a * features) + a] += penalty;
            normal[(b * features) + b] += penalty;
            normal[(a * features) + b] -= penalty;
            normal[(b * features) + a] -= penalty;
        }

        CholeskySolve(normal, right, features);
        return right;
    }

    private void Reweight(double[] coefficients, double[] huber)
    {
        double[] residual = new double[_target.Count];
        for (int row = 0; row < residual.Length; row++)
        {
            double fitted = 0;
            for (int a = _starts[row]; a < _starts[row + 1]; a++)
            {
                fitted += _value[a] * coefficients[_index[a]];
            }

            residual[row] = (_target[row] - fitted) * Math.Sqrt(_weight[row]);
        }

        double limit = HuberSpreads * Math.Max(1e-6, Robust.Spread([.. residual]));
        for (int row = 0; row < residual.Length; row++)
        {
            double size = Math.Abs(residual[row]);
            huber[row] = size <= limit ? 1 : limit / size;
        }
    }

    /// <summary>Solves A·x = b in place for a symmetric positive definite A; b becomes x.</summary>
    internal static void CholeskySolve(double[] a, double[] b, int n)
    {
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = a[(i * n) + j];
                for (int k = 0; k < j; k++)
                {
                    sum -= a[(i * n) + k] * a[(j * n) + k];
                }

                a[(i * n) + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / a[(j * n) + j];
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
            {
                b[i] -= a[(i * n) + k] * b[k];
            }

            b[i] /= a[(i * n) + i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                b[i] -= a[(k * n) + i] * b[k];
            }

            b[i] /= a[(i * n) + i];
        }
    }
}
