using Google.OrTools.Sat;
using Google.Protobuf;

namespace Wfm.Scheduling.OrTools.Native;

/// <summary>Google's own CP-SAT: bytes in, bytes out.</summary>
internal sealed class NativeSolver
{
    private volatile CpSolver? _running;

    /// <summary>Solves a <c>CpModelProto</c>.</summary>
    /// <param name="model">The model, in protobuf's bytes.</param>
    /// <param name="parameters">The solver's parameters, in protobuf's text.</param>
    /// <returns>The <c>CpSolverResponse</c>, in protobuf's bytes.</returns>
    public byte[] Solve(byte[] model, string parameters)
    {
        CpModel native = new();
        native.Model.MergeFrom(model);
        CpSolver solver = new() { StringParameters = parameters };
        _running = solver;
        try
        {
            solver.Solve(native, null);
            return solver.Response.ToByteArray();
        }
        finally
        {
            _running = null;
        }
    }

    /// <summary>Asks a running solve to end with what it has.</summary>
    public void Stop() => _running?.StopSearch();
}
