using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Smart.Local.Broker;
using Smart.Shared.Calendar;

namespace Smart.Local.Pages;

/// <summary>The queues and what could not be processed.</summary>
internal static class QueuesPage
{
    private const int MostShown = 200;

    public static Html Show(ConsoleData data)
    {
        var now = data.System.Host.TimeProvider.GetUtcNow();
        return Html.Each(data.System.Host.Broker.Queues, queue => Show(queue, data.System.Host.Broker.Peek(queue), now));
    }

    /// <summary>Puts a message that was given up back into its queue.</summary>
    public static async Task<string> ResubmitAsync(HttpContext http, ConsoleData data)
    {
        var sequence = long.Parse((string)http.Request.RouteValues["sequence"]!, CultureInfo.InvariantCulture);
        try
        {
            await data.System.Host.Broker.ResubmitAsync((string)http.Request.RouteValues["queue"]!, sequence, http.RequestAborted);
            return ConsolePages.Saying("/queues", "The message is back in its queue.");
        }
        catch (ServiceBusException e) when (e.Reason is ServiceBusFailureReason.MessageNotFound or ServiceBusFailureReason.MessagingEntityNotFound)
        {
            // The page it was pressed on is old, or the button was pressed twice.
            return ConsolePages.Saying("/queues", "Nothing was done: that message is not set aside any more.");
        }
    }

    private static Html Show(string queue, IReadOnlyList<BrokerMessage> messages, DateTimeOffset now) => Html.Of($"""
        <h2>{queue}</h2>
        {Html.Table(["Sent", "Message", "Content", "State", "#Failed deliveries", "Why", ""], messages.Select(message => Row(queue, message, now)),
            "Empty: every message has been processed, and none was given up.")}
        """);

    private static Html Row(string queue, BrokerMessage message, DateTimeOffset now) => Html.Of(
        $"<td class=\"d\">{When(message.SentAt)}</td><td>{message.MessageId}{Session(message)}</td><td class=\"fine\">{Content(message)}</td><td>{State(message, now)}</td><td class=\"n\">{message.FailedDeliveries}</td><td>{Why(message)}</td><td>{Resubmit(queue, message)}</td>");

    private static Html Resubmit(string queue, BrokerMessage message) => message.State is MessageState.DeadLettered or MessageState.Deferred
        ? Html.Of($"<form method=\"post\" action=\"/queues/{Uri.EscapeDataString(queue)}/{message.Sequence}\"><button>Resubmit</button></form>")
        : Html.None;

    private static Html State(BrokerMessage message, DateTimeOffset now) => message.State switch
    {
        MessageState.DeadLettered => Html.Of($"<span class=\"tag bad\">dead letter</span> <span class=\"d\">{(message.GivenUpAt is { } at ? When(at) : "")}</span>"),
        MessageState.Active when message.EnqueueAt > now => Html.Of($"<span class=\"tag\">scheduled</span> <span class=\"d\">{When(message.EnqueueAt)}</span>"),
        _ => Html.Of($"<span class=\"tag\">{message.State}</span>"),
    };

    private static Html Session(BrokerMessage message) => message.SessionId is { } session ? Html.Of($" <span class=\"fine\">session {session}</span>") : Html.None;

    private static string Content(BrokerMessage message)
    {
        var text = message.Body.ToString();
        return text.Any(character => char.IsControl(character) && !char.IsWhiteSpace(character)) ? $"{message.Body.ToMemory().Length} bytes"
            : text.Length > MostShown ? $"{text[..MostShown]}…"
            : text;
    }

    private static string When(DateTimeOffset at)
        => $"{BusinessClock.DateOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {BusinessClock.TimeOf(at).ToString("HH\\:mm", CultureInfo.InvariantCulture)}";

    private static string Why(BrokerMessage message) => string.Join(" ", message.Properties.Select(property => property.Value));
}
