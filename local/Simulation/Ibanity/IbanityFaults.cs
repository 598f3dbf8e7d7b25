using Microsoft.AspNetCore.Http;

namespace Smart.Local.Simulation.Ibanity;

/// <summary>What goes wrong on the way to the simulated Ibanity, by part of the path.</summary>
public sealed class IbanityFaults
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];

    /// <summary>The next requests are answered with a status.</summary>
    public void Fail(string path, int status, int times = 1, int? retryAfterSeconds = null) => Add(new Fault(path, status, retryAfterSeconds, null) { Times = times });

    /// <summary>The answers of the next requests end before their length.</summary>
    public void Cut(string path, int times = 1) => Add(new Fault(path, CutStatus, null, null) { Times = times });

    /// <summary>Requests wait until they are released, or the caller gives up.</summary>
    /// <returns>Releases them when it is set.</returns>
    public TaskCompletionSource Hold(string path, int times = int.MaxValue)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(new Fault(path, 0, null, gate) { Times = times });
        return gate;
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_gate) _faults.Clear();
    }

    /// <summary>Does what goes wrong with a request. True when it was answered.</summary>
    internal async Task<bool> ApplyAsync(HttpContext http)
    {
        if (Take(http.Request.Path) is not { } fault) return false;
        if (fault.Gate is { } gate)
        {
            await gate.Task.WaitAsync(http.RequestAborted);
            return false;
        }

        if (fault.Status == CutStatus)
        {
            http.Response.ContentLength = 1_000;
            await http.Response.WriteAsync("0", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            http.Abort();
            return true;
        }

        http.Response.StatusCode = fault.Status;
        if (fault.RetryAfterSeconds is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return true;
    }

    private const int CutStatus = -1;

    private Fault? Take(string path)
    {
        lock (_gate)
        {
            var fault = _faults.Find(candidate => path.Contains(candidate.Path, StringComparison.Ordinal));
            if (fault is not null && --fault.Times == 0) _faults.Remove(fault);
            return fault;
        }
    }

    private void Add(Fault fault)
    {
        lock (_gate) _faults.Add(fault);
    }

    private sealed record Fault(string Path, int Status, int? RetryAfterSeconds, TaskCompletionSource? Gate)
    {
        public int Times { get; set; }
    }
}
