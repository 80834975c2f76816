using System.Reflection;

namespace Wfm.Planning;

/// <summary>The version of the program, as stored beside every result.</summary>
public static class EngineVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Current { get; } =
        typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
