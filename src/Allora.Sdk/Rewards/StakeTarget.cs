using Allora.Sdk.Protos.Cosmos.Staking.V1Beta1;
using Allora.Sdk.Values;

namespace Allora.Sdk.Rewards;

/// <summary>The target of staking, and whether it can be used.</summary>
internal sealed class StakeTarget(AlloraClient client, AlloraWallet wallet, RewardStakingOptions options)
{
    /// <summary>Creates the message that stakes an amount.</summary>
    public AlloraMessage Stake(UAllo amount) => options switch
    {
        { Validator: { } validator } => AlloraMessage.Delegate(validator, amount),
        { Reputer: { } reputer } when reputer == wallet.Address => AlloraMessage.AddStake(options.TopicId, amount),
        _ => AlloraMessage.DelegateStake(options.TopicId, options.Reputer!, amount),
    };

    /// <exception cref="AlloraException">The target does not exist (not transient), or no node answered (transient).</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => options.Validator is { } validator
        ? CheckValidatorAsync(validator, cancellationToken)
        : CheckReputerAsync(options.Reputer!, cancellationToken);

    private async Task CheckReputerAsync(string reputer, CancellationToken cancellationToken)
    {
        await client.GetTopicAsync(options.TopicId, cancellationToken).ConfigureAwait(false);
        if (!(await client.GetReputerWindowAsync(options.TopicId, reputer, cancellationToken).ConfigureAwait(false)).IsRegistered)
            throw Wrong($"{reputer} is not registered as a reputer of topic {options.TopicId}: name one that is.");
    }

    private async Task CheckValidatorAsync(string validator, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await client.Services.Staking.ValidatorAsync(
                new QueryValidatorRequest { ValidatorAddr = validator }, cancellationToken: cancellationToken).ResponseAsync.ConfigureAwait(false);
            if (reply.Validator is { Jailed: true })
                throw Wrong($"the validator {validator} is jailed: a stake there earns nothing.");
        }
        catch (AlloraException unknown) when (unknown.Status == Grpc.Core.StatusCode.NotFound)
        {
            throw Wrong($"the validator {validator} does not exist.");
        }
    }

    private static AlloraException Wrong(string what) => new(AlloraErrorReason.InvalidRequest, isTransient: false, $"Rewards cannot be staked: {what}");
}
