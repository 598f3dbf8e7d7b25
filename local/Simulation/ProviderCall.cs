namespace Smart.Local.Simulation;

/// <summary>A call of the product to somebody outside: the mail provider, the card payments, the bank's interface.</summary>
/// <param name="Provider"><c>mail</c>, <c>cards</c> or <c>bank</c>.</param>
/// <param name="Operation">What is asked: <c>send</c>, <c>find</c>, method and path.</param>
/// <param name="Subject">About what: the operation id.</param>
/// <param name="Changes">Whether the call changes something outside; a question does not.</param>
public sealed record ProviderCall(string Provider, string Operation, string Subject, bool Changes);

/// <summary>
/// Sees each call of a process generation to a provider. An exception thrown before the call keeps it from being made; one thrown
/// after it hides the answer.
/// </summary>
public interface IProviderObserver
{
    /// <summary>The call is about to be made.</summary>
    void Before(ProviderCall call);

    /// <summary>The provider has answered.</summary>
    void After(ProviderCall call);
}
