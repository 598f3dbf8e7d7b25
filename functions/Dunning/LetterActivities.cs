using Microsoft.Azure.Functions.Worker;
using Smart.Shared.Dunning;

namespace Smart.Functions.Dunning;

/// <summary>The steps of the letter protocol; the key of the attempt is the operation id of each.</summary>
public sealed class LetterActivities(LetterService letters, CaseService cases)
{
    /// <summary>Renders, crosses the line, hands over, and writes what an accepted letter claims.</summary>
    [Function(nameof(DispatchLetter))]
    public Task<LetterProgress> DispatchLetter([ActivityTrigger] LetterKey letter, CancellationToken cancellationToken) =>
        letters.DispatchAsync(letter, cancellationToken);

    /// <summary>How long the provider may not show what it accepted.</summary>
    [Function(nameof(ProviderVisibility))]
    public TimeSpan ProviderVisibility([ActivityTrigger] LetterKey letter) => letters.VisibilityDelay;

    /// <summary>Asks the provider what became of it, and writes what an accepted letter claims.</summary>
    [Function(nameof(ResolveLetter))]
    public Task<LetterProgress> ResolveLetter([ActivityTrigger] LetterKey letter, CancellationToken cancellationToken) =>
        letters.ResolveAsync(letter, cancellationToken);

    /// <summary>Asks whether it came back.</summary>
    [Function(nameof(CheckLetterDelivery))]
    public Task CheckLetterDelivery([ActivityTrigger] LetterKey letter, CancellationToken cancellationToken) =>
        letters.CheckDeliveryAsync(letter, cancellationToken);

    /// <summary>The provider gives no answer: a person looks at it.</summary>
    [Function(nameof(CallPersonForLetter))]
    public Task CallPersonForLetter([ActivityTrigger] LetterKey letter, CancellationToken cancellationToken) =>
        cases.SetAttentionAsync(letter.DebtorId, letter.CaseId, "provider-gives-no-answer", cancellationToken);
}
