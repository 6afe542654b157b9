namespace Allora.Sdk;

/// <summary>Why something failed, as a caller can act on it. Every error of the chain and of the way to it has one.</summary>
public enum AlloraErrorReason
{
    /// <summary>Nothing known: the exception's message is all there is.</summary>
    Unknown,

    /// <summary>The endpoint could not be reached, or the connection broke.</summary>
    Transport,

    /// <summary>No answer within <see cref="AlloraClientOptions.RequestTimeout"/>. Whether the request arrived is unknown.</summary>
    Timeout,

    /// <summary>Something answered for the node that it cannot serve now.</summary>
    Unavailable,

    /// <summary>Too many requests: ask less often.</summary>
    RateLimited,

    /// <summary>The endpoint wants credentials, or refuses this caller.</summary>
    AccessDenied,

    /// <summary>The node speaks another version of the chain's messages than was sent, or cannot read the bytes at all.</summary>
    WrongSchema,

    /// <summary>The account sequence is not the one the node expects next.</summary>
    SequenceMismatch,

    /// <summary>A signature does not fit: of the transaction (account number, chain id, key) or of the payload in it.</summary>
    SignatureRejected,

    /// <summary>The account holds less than the fee or the amount.</summary>
    InsufficientFunds,

    /// <summary>The public key is not that of the signer's address.</summary>
    WrongSigner,

    /// <summary>The chain has never seen the account: fund it.</summary>
    UnknownAccount,

    /// <summary>The gas limit was too low.</summary>
    OutOfGas,

    /// <summary>The memo is longer than the chain takes.</summary>
    MemoTooLarge,

    /// <summary>The fee is under the price of the moment.</summary>
    InsufficientFee,

    /// <summary>The fee is in a coin that the chain does not take.</summary>
    WrongFeeDenom,

    /// <summary>The request, or the data in it, is wrong and stays wrong.</summary>
    InvalidRequest,

    /// <summary>The node has these very bytes already: not a failure.</summary>
    AlreadyKnown,

    /// <summary>The node's mempool is full.</summary>
    MempoolFull,

    /// <summary>The transaction is larger than the node takes.</summary>
    TxTooLarge,

    /// <summary>The transaction's last height has passed, so it was not taken and nothing was paid.</summary>
    WindowEnded,

    /// <summary>The account that was to pay the fee does not allow it.</summary>
    NoFeeGrant,

    /// <summary>The chain's or the topic's list of permitted addresses does not hold this one.</summary>
    NotPermitted,

    /// <summary>There is no such topic.</summary>
    UnknownTopic,

    /// <summary>The nonce is closed or was never opened: a miss.</summary>
    NonceNotOpen,

    /// <summary>The nonce exists, but this height is outside its window.</summary>
    WindowNotOpen,

    /// <summary>The address is not registered in the topic.</summary>
    NotRegistered,

    /// <summary>The address is registered in the topic already.</summary>
    AlreadyRegistered,

    /// <summary>The account cannot pay what the chain takes for each payload.</summary>
    CannotPayDataFee,

    /// <summary>The account cannot pay what the chain takes for a registration.</summary>
    CannotPayRegistrationFee,

    /// <summary>The payload's labels break the topic's rules.</summary>
    InvalidLabels,

    /// <summary>The chain holds a submission of this address for this nonce: settled.</summary>
    AlreadySubmitted,

    /// <summary>The stake is under the required minimum.</summary>
    StakeTooSmall,

    /// <summary>The nonce has no inferences to work with.</summary>
    NoInferences,

    /// <summary>The chain does not have what was asked for.</summary>
    NotFound,

    /// <summary>The node is behind the height that was asked for.</summary>
    NotSynced,

    /// <summary>The node belongs to another chain than the network names.</summary>
    WrongChain,

    /// <summary>The chain asks for more than the fee options allow; nothing was sent.</summary>
    FeeAboveLimit,

    /// <summary>The provider's answer cannot be submitted; nothing was sent.</summary>
    InvalidPrediction,

    /// <summary>The provider failed, or did not answer in time.</summary>
    PredictionFailed,

    /// <summary>The day's budget for fees is spent; nothing was sent, and nothing is until the next UTC day.</summary>
    BudgetSpent,

    /// <summary>Native code that was asked for is absent, is not for this machine, or does not compute what it must.</summary>
    NativeCodeUnavailable,

    /// <summary>A key, a mnemonic, a path or a key file cannot be used: the message says what to correct.</summary>
    InvalidWallet,

    /// <summary>The wallet's journal cannot be opened or written, or another process holds it: nothing is broadcast without it.</summary>
    JournalUnavailable,

    /// <summary>Options contradict each other or what the chain offers: the message names both values.</summary>
    InvalidConfiguration,

    /// <summary>The reply is larger than the node sends or this client accepts: ask for less at once, such as a shorter page.</summary>
    ReplyTooLarge,
}
