using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Entry point of a worker.</summary>
[SuppressMessage("Design", "CA1052", Justification = "The official type is not static.")]
[SuppressMessage("Design", "RCS1102", Justification = "The official type is not static.")]
public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
