namespace Smart.Local.Durable;

/// <summary>Messages between instances: brought, confirmed, then released.</summary>
public sealed partial class DurableEngine
{
    private async Task DeliverAsync(InstanceState sender, BatchRef batch, CancellationToken cancellationToken)
    {
        // One at a time: a second one would bring again what the first has released.
        await sender.Delivering.WaitAsync(cancellationToken);
        try
        {
            if (await MessagesAsync(sender, batch, cancellationToken) is { } messages)
            {
                foreach (var message in messages)
                {
                    if (await BringAsync(message, cancellationToken) is { } release)
                    {
                        sender.Releases.Add((batch, release));
                    }
                }

                await ConfirmAsync(sender, batch, cancellationToken);
            }

            // Also when an earlier attempt was confirmed and did not hear of it.
            foreach (var (_, release) in sender.Releases.Where(waiting => waiting.Batch == batch).ToList())
            {
                await release();
            }

            sender.Releases.RemoveAll(waiting => waiting.Batch == batch);
        }
        finally
        {
            sender.Delivering.Release();
        }
    }

    private async Task<IReadOnlyList<OutgoingMessage>?> MessagesAsync(
        InstanceState sender, BatchRef batch, CancellationToken cancellationToken)
    {
        await sender.Gate.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(sender, cancellationToken);
            if (sender.Gone || !sender.Row.Undelivered.Contains(batch))
            {
                return null;
            }

            var cached = sender.History?.Find(known => known.Ref.Execution == batch.Execution && known.Ref.Episode == batch.Episode);
            var events = cached
                ?? (await _store.ReadHistoryAsync(sender.Row.Id, batch.Execution, batch.Episode, cancellationToken))
                    .Single(known => known.Ref.Episode == batch.Episode);
            return Messages.Of(sender.Row, events);
        }
        finally
        {
            sender.Gate.Release();
        }
    }

    private async Task<Func<Task>?> BringAsync(OutgoingMessage message, CancellationToken cancellationToken) => message switch
    {
        OutgoingMessage.Start start => await BringStartAsync(start, cancellationToken),
        OutgoingMessage.Post post => await BringPostAsync(post, cancellationToken),
        _ => null,
    };

    private async Task<Func<Task>?> BringPostAsync(OutgoingMessage.Post post, CancellationToken cancellationToken)
    {
        if (!_instances.TryGetValue(post.Target, out var target))
        {
            return null;
        }

        await target.Gate.WaitAsync(cancellationToken);
        try
        {
            // Held before it is written: should the write fail and yet have happened, a re-read must not release it.
            target.Held.Add(post.Key);
            await RefreshAsync(target, cancellationToken);
            if (target.Gone || target.Row.IsFinished || (post.Execution is { } wanted && wanted != target.Row.Execution))
            {
                target.Held.Remove(post.Key);
                return null;
            }

            var message = new InboxMessage(post.Key, post.Execution ?? target.Row.Execution, NextSequence(), post.Event with { At = Now });
            await _store.AddMessageAsync(target.Row.Id, message, cancellationToken);
            target.Inbox.RemoveAll(known => known.Key == post.Key);
            target.Inbox.Add(message);
        }
        catch
        {
            target.NeedsReload = true;
            throw;
        }
        finally
        {
            target.Gate.Release();
        }

        return () => ReleaseAsync(target, () => target.Held.Remove(post.Key));
    }

    private async Task<Func<Task>?> BringStartAsync(OutgoingMessage.Start start, CancellationToken cancellationToken)
    {
        var creating = Starting(start.Target);
        await creating.WaitAsync(cancellationToken);
        try
        {
            var existing = await CurrentAsync(start.Target, cancellationToken);
            if (existing is { IsFinished: false })
            {
                if (existing.Parent == start.Parent)
                {
                    return _instances.TryGetValue(start.Target, out var known)
                        ? () => ReleaseAsync(known, () => known.StartHeld = false)
                        : null;
                }

                var taken = new FailureInfo(
                    "DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException",
                    $"An instance '{start.Target}' is live already.",
                    null,
                    null);
                return await BringPostAsync(
                    new(start.Parent.InstanceId, start.Key, new ChildFailed(start.Parent.TaskId, taken), start.Parent.Execution), cancellationToken);
            }

            var child = start.Child;
            var state = await CreateAsync(
                new NewInstance(start.Target, child.Name, child.Input, child.Version, null, null, start.Parent), existing, cancellationToken);
            return () => ReleaseAsync(state, () => state.StartHeld = false);
        }
        finally
        {
            creating.Release();
        }
    }

    private async Task ConfirmAsync(InstanceState sender, BatchRef batch, CancellationToken cancellationToken)
    {
        await sender.Gate.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(sender, cancellationToken);
            if (sender.Gone || !sender.Row.Undelivered.Contains(batch))
            {
                return;
            }

            var row = sender.Row with { Undelivered = [.. sender.Row.Undelivered.Where(other => other != batch)] };
            var commit = new DurableCommit { Row = row, Forget = batch.Execution == row.Execution ? [] : [batch] };
            await _store.CommitAsync(commit, cancellationToken);
            sender.Row = row;
            LetGoWhenDone(sender);
        }
        catch
        {
            sender.NeedsReload = true;
            throw;
        }
        finally
        {
            sender.Gate.Release();
        }
    }

    private async Task ReleaseAsync(InstanceState state, Action release)
    {
        await state.Gate.WaitAsync(CancellationToken.None);
        try
        {
            release();
            Schedule(state);
        }
        finally
        {
            state.Gate.Release();
        }
    }
}
