using Smart.Local.Runtime;
using Smart.Shared.Mail;

namespace Smart.Local.Simulation;

/// <summary>A generation's handle to the mail provider: a fenced generation reaches it no more.</summary>
internal sealed class GenerationMail(IMailProvider provider, Fence fence, IReadOnlyList<IProviderObserver> observers) : IMailProvider
{
    /// <inheritdoc />
    public TimeSpan VisibilityDelay => provider.VisibilityDelay;

    /// <inheritdoc />
    public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken) =>
        CallAsync(new ProviderCall("mail", "send", mail.OperationId, Changes: true), () => provider.SendAsync(mail, cancellationToken));

    /// <inheritdoc />
    public Task<MailOutcome> FindAsync(string operationId, CancellationToken cancellationToken) =>
        CallAsync(new ProviderCall("mail", "find", operationId, Changes: false), () => provider.FindAsync(operationId, cancellationToken));

    private async Task<MailOutcome> CallAsync(ProviderCall call, Func<Task<MailOutcome>> ask)
    {
        fence.Check();
        foreach (var observer in observers) observer.Before(call);
        fence.Check();
        var outcome = await ask();
        foreach (var observer in observers) observer.After(call);
        fence.Check();
        return outcome;
    }
}
