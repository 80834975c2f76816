namespace Wfm.Domain;

/// <summary>The code by which files, feeds and people name a queue; compared exactly, case included.</summary>
/// <param name="Value">The code, never empty.</param>
public readonly record struct QueueId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The code by which files, feeds and people name an agent; text, so that <c>0063</c> keeps its zeros.</summary>
/// <param name="Value">The code, never empty.</param>
public readonly record struct AgentId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The code of an answer group (svarsgrupp).</summary>
/// <param name="Value">The code, never empty.</param>
public readonly record struct GroupId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The code of a contract.</summary>
/// <param name="Value">The code, never empty.</param>
public readonly record struct ContractId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The code of a shift template.</summary>
/// <param name="Value">The code, never empty.</param>
public readonly record struct TemplateId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
