using System.Net;
using System.Net.Sockets;

namespace Smart.Local.Chaos;

/// <summary>
/// Ports that stay ours while nobody listens: below those that the system gives to outgoing connections, one of which could take the
/// port of a service that is down, or connect to itself there.
/// </summary>
internal static class LoopbackPort
{
    private const int First = 15_000;
    private const int Count = 15_000;

    /// <summary>Free ports, all different.</summary>
    /// <exception cref="InvalidOperationException">There are not that many.</exception>
    public static IReadOnlyList<int> Free(int count)
    {
        // Runs on one machine begin at different places.
        var start = Environment.ProcessId * 37 % Count;
        var found = Enumerable.Range(0, Count).Select(step => First + ((start + step) % Count)).Where(IsFree).Take(count).ToList();
        return found.Count == count ? found : throw new InvalidOperationException("No port is free on loopback.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
