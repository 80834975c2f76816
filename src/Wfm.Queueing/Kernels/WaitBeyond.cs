namespace Wfm.Queueing.Kernels;

/// <summary>Probabilities of waiting beyond a time, for one more caller ahead with each step.</summary>
internal struct WaitBeyond(double c, double tau)
{
    private readonly double _gone = 1 - Math.Exp(-tau);
    private readonly double _stays = Math.Exp(-tau);
    private ScaledSum _served = new(-(c + 1) * tau);
    private ScaledSum _offered = new(-c * tau);

    /// <summary>Of those who are served.</summary>
    public double OfServed { get; private set; }

    /// <summary>Of all, had they stayed.</summary>
    public double Offered { get; private set; }

    public void Next(int k)
    {
        OfServed = tau == 0 ? 1 : _served.Next(k == 0 ? 1 : (c + k) / k * _gone);
        Offered = tau == 0 ? 1 : _offered.Next(k == 0 ? 1 : (c + k - 1) / k * _gone);
    }

    /// <summary>Probability of being in line still at that time and hanging up later.</summary>
    public readonly double StillThere(double servedShare) => _stays * Offered - servedShare * OfServed;
}
