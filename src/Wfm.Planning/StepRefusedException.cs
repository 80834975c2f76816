namespace Wfm.Planning;

/// <summary>A step cannot be done as asked. Thrown inside the step's transaction, so that nothing of it stays.</summary>
/// <param name="code">Stable: programs may compare it.</param>
/// <param name="why">Where, what was found and what was expected.</param>
/// <param name="facts">Figures a screen may show.</param>
public sealed class StepRefusedException(string code, string why, object? facts = null) : Exception(why)
{
    /// <summary>Stable: programs may compare it.</summary>
    public string Code { get; } = code;

    /// <summary>Figures a screen may show.</summary>
    public object? Facts { get; } = facts;
}
