using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>Takes the answer of a transaction apart. A refused one answers with a single part, the action that failed.</summary>
internal static class BatchAnswer
{
    public static Response<IReadOnlyList<Response>> Read(Response response)
    {
        var parts = Parts(response);
        var failed = parts.FirstOrDefault(static part => part.Status >= 400);
        if (failed is null) return Azure.Response.FromValue<IReadOnlyList<Response>>(parts, response);
        throw new TableTransactionFailedException(new RequestFailedException(failed, null, ErrorParser.Instance));
    }

    private static PartResponse[] Parts(Response response)
    {
        var lines = response.Content.ToString().Split('\n').Select(static line => line.TrimEnd('\r')).ToArray();
        var starts = Enumerable.Range(0, lines.Length).Where(at => lines[at].StartsWith("HTTP/1.1 ", StringComparison.Ordinal)).ToArray();
        return [.. starts.Select(start => ReadPart(response.ClientRequestId, lines.AsSpan(start)))];
    }

    private static PartResponse ReadPart(string clientRequestId, ReadOnlySpan<string> lines)
    {
        var status = lines[0].Split(' ', 3);
        var headers = new List<HttpHeader>();
        var at = 1;
        for (; at < lines.Length && lines[at].Length > 0; at++)
            if (lines[at].Split(':', 2) is [var name, var value]) headers.Add(new HttpHeader(name.Trim(), value.Trim()));

        // JSON on its lines up to the next boundary.
        var body = new StringBuilder();
        for (at++; at < lines.Length && !lines[at].StartsWith("--", StringComparison.Ordinal); at++) body.Append(lines[at]).Append('\n');
        return new PartResponse(
            int.Parse(status[1], CultureInfo.InvariantCulture),
            status.ElementAtOrDefault(2) ?? string.Empty,
            headers,
            Encoding.UTF8.GetBytes(body.ToString().Trim()),
            clientRequestId);
    }
}
