#' prelayer: preprocessing layers for TensorFlow and Keras
#'
#' Layers that preprocess text, categories, numbers, dates, images and sounds, and loaders that read them from files and
#' tables. A layer such as [layer_text_vectorization()] is fitted to data once with [adapt()]. It can then be called
#' as a function, mapped over a dataset, used as a layer of a model, and exported with the model, which
#' takes raw strings or images and needs neither R nor this package.
#'
#' Run [install_prelayer()] once to create a Python environment; [prelayer_sitrep()] reports the
#' installed versions and missing packages.
#'
#' # Where to start
#'
#' | to | begin with | guide |
#' |---|---|---|
#' | preprocess the columns of a table | [preprocessor()] | `vignette("tabular")` |
#' | turn text into numbers | [layer_text_vectorization()] | `vignette("text")` |
#' | augment images | [layer_augmentation_pipeline()] | `vignette("image")` |
#' | read files and tables | [datasets] | `vignette("data")` |
#' | load batches by R code | [data_generator()] | `vignette("generators")` |
#' | run code with `image_data_generator()` | [image_data_generator()] | `vignette("image-data-generator")` |
#' | deploy a model | [export_model()] | `vignette("deploy")` |
#'
#' # Map
#'
#' All functions by kind. [datasets] explains datasets and the verbs for them, and [conversion] how values of R are
#' converted.
#'
#' * **Text:** [layer_text_vectorization()].
#' * **Categories:** [layer_string_lookup()], [layer_integer_lookup()], [layer_hashing()], [layer_hashed_crossing()],
#'   [layer_category_encoding()], [layer_values()].
#' * **Numbers:** [layer_normalization()], [layer_min_max_scaling()], [layer_robust_scaling()],
#'   [layer_quantile_transform()], [layer_power()], [layer_log()], [layer_discretization()], [layer_rescaling()],
#'   [layer_imputation()], [layer_projection()], [layer_zca_whitening()].
#' * **Dates and times:** [layer_datetime_features()].
#' * **Image files and sizes:** [layer_decode_image()], [layer_resizing()], [layer_center_crop()],
#'   [layer_random_crop()], [layer_random_height()], [layer_random_width()].
#' * **Image geometry:** [layer_random_flip()], [layer_random_rotation()], [layer_random_translation()],
#'   [layer_random_zoom()], [layer_random_shear()], [layer_random_perspective()], [layer_random_elastic_transform()].
#' * **Image color:** [layer_random_brightness()], [layer_random_contrast()], [layer_random_hue()],
#'   [layer_random_saturation()], [layer_random_color_jitter()], [layer_random_color_degeneration()],
#'   [layer_random_grayscale()], [layer_random_invert()], [layer_random_posterization()], [layer_random_sharpness()],
#'   [layer_random_gaussian_blur()], [layer_random_channel_shift()], [layer_solarization()], [layer_auto_contrast()],
#'   [layer_equalization()], [layer_clahe()], [layer_samplewise_normalization()].
#' * **Image mixing and policies:** [layer_mix_up()], [layer_cut_mix()], [layer_random_erasing()],
#'   [layer_rand_augment()], [layer_aug_mix()], [layer_max_num_bounding_boxes()].
#' * **Sounds:** [layer_mel_spectrogram()], [layer_stft_spectrogram()].
#' * **Layers in sequence:** [layer_pipeline()], [augmentation_pipeline()], [layer_augmentation_pipeline()].
#' * **Fitting:** [adapt()], [merge_state()], [get_vocabulary()], [set_vocabulary()], [save_vocabulary()],
#'   [vocabulary_table()].
#' * **Preprocessors of tables:** [preprocessor()], [preprocessor_from_frame()], [feature()], [as_preprocessor()],
#'   [step_normalize()], [step_lookup()], [step_date()], [step_layer()], [step_default()], [step_rm()], [attach_to()],
#'   [dataset_preprocess()], [placement()], [preprocessor_split()], [get_feature_names_out()], [tidy()].
#' * **Loaders:** [image_dataset_from_directory()], [text_dataset_from_directory()], [audio_dataset_from_directory()],
#'   [image_dataset_from_frame()], [text_dataset_from_frame()], [csv_dataset()], [dataset_from_frame()],
#'   [timeseries_dataset_from_array()], [text_line_dataset()], [tfrecord_dataset()], [fixed_length_record_dataset()],
#'   [file_list_dataset()].
#' * **Columns of tables:** [numeric_column()], [categorical_column()], [text_column()], [image_column()],
#'   [label_column()].
#' * **Generators:** [data_generator()], [generator_dataset()], [as_dataset()], [image_data_generator()],
#'   [fit_image_data_generator()], [flow_images_from_data()], [flow_images_from_directory()],
#'   [flow_images_from_dataframe()].
#' * **Datasets from values:** [tensor_slices_dataset()], [sparse_tensor_slices_dataset()], [tensors_dataset()],
#'   [range_dataset()], [random_integer_dataset()], [dataset_cifar10()], [dataset_mnist()].
#' * **Elements of datasets:** [dataset_map()], [dataset_augment()], [schema()], [class_names()], [report()],
#'   [decode_labels()].
#' * **Datasets: select:** [dataset_filter()], [dataset_take_while()], [dataset_take()], [dataset_skip()],
#'   [dataset_shard()], [dataset_unique()].
#' * **Datasets: order:** [dataset_shuffle()], [dataset_shuffle_and_repeat()], [dataset_repeat()].
#' * **Datasets: batch:** [dataset_batch()], [dataset_unbatch()], [dataset_rebatch()], [dataset_padded_batch()],
#'   [dataset_ragged_batch()], [dataset_bucket_by_sequence_length()].
#' * **Datasets: combine:** [zip_datasets()], [dataset_concatenate()], [sample_from_datasets()],
#'   [choose_from_datasets()], [dataset_rejection_resample()].
#' * **Datasets: nest:** [dataset_flat_map()], [dataset_interleave()], [dataset_window()], [dataset_group_by_window()].
#' * **Datasets: reduce:** [dataset_reduce()], [dataset_scan()], [dataset_enumerate()].
#' * **Datasets: speed:** [dataset_prefetch()], [dataset_prefetch_to_device()], [dataset_cache()],
#'   [dataset_snapshot()], [dataset_options()].
#' * **Datasets: read:** [dataset_collect()], [dataset_cardinality()], [as_iterator()], [as_array_iterator()],
#'   [iter_next()], [iterate()], [iterator_get_next()], [until_out_of_range()], [out_of_range_handler()].
#' * **Models:** [inputs_from()], [fuse_augmentations()], [layer_input()], [keras_input()], [keras_model()],
#'   [keras_model_sequential()], [application_resnet50()], [compile()], [fit()], [evaluate()], [save_model()],
#'   [load_model()].
#' * **Export:** [export_model()], [portability()], [verify_export()], [to_keras()], [from_keras()], [to_json()].
#' * **Plots:** [plot_images()], [plot_augmentations()], [plot_layer()].
#' * **Utilities:** [pad_sequences()], [to_categorical()], [normalize()], [split_dataset()], [compute_iou()],
#'   [convert_bounding_boxes()], [set_random_seed()].
#' * **Layers of Keras: dense, activation, dropout:** [layer_dense()], [layer_embedding()], [layer_masking()],
#'   [layer_activation()], [layer_activation_relu()], [layer_activation_leaky_relu()],
#'   [layer_activation_parametric_relu()], [layer_activation_elu()], [layer_activation_softmax()], [layer_dropout()],
#'   [layer_spatial_dropout_1d()], [layer_spatial_dropout_2d()], [layer_gaussian_noise()], [layer_gaussian_dropout()],
#'   [layer_batch_normalization()], [layer_layer_normalization()], [layer_group_normalization()],
#'   [layer_unit_normalization()].
#' * **Layers of Keras: images and sequences:** [layer_conv_2d()], [layer_conv_1d()], [layer_conv_2d_transpose()],
#'   [layer_separable_conv_1d()], [layer_separable_conv_2d()], [layer_depthwise_conv_2d()], [layer_max_pooling_2d()],
#'   [layer_max_pooling_1d()], [layer_average_pooling_2d()], [layer_average_pooling_1d()],
#'   [layer_global_max_pooling_2d()], [layer_global_max_pooling_1d()], [layer_global_average_pooling_2d()],
#'   [layer_global_average_pooling_1d()], [layer_lstm()], [layer_gru()], [layer_simple_rnn()], [layer_bidirectional()],
#'   [layer_time_distributed()], [layer_attention()], [layer_additive_attention()], [layer_multi_head_attention()].
#' * **Layers of Keras: shapes and merging:** [layer_flatten()], [layer_reshape()], [layer_permute()],
#'   [layer_repeat_vector()], [layer_upsampling_2d()], [layer_zero_padding_2d()], [layer_cropping_2d()],
#'   [layer_concatenate()], [layer_add()], [layer_subtract()], [layer_multiply()], [layer_average()],
#'   [layer_maximum()], [layer_minimum()], [layer_dot()].
#' * **Losses:** [loss_binary_crossentropy()], [loss_categorical_crossentropy()],
#'   [loss_sparse_categorical_crossentropy()], [loss_binary_focal_crossentropy()],
#'   [loss_categorical_focal_crossentropy()], [loss_kl_divergence()], [loss_hinge()], [loss_squared_hinge()],
#'   [loss_categorical_hinge()], [loss_mean_squared_error()], [loss_mean_absolute_error()],
#'   [loss_mean_absolute_percentage_error()], [loss_mean_squared_logarithmic_error()], [loss_huber()],
#'   [loss_log_cosh()], [loss_poisson()], [loss_cosine_similarity()].
#' * **Metrics:** [metric_binary_accuracy()], [metric_categorical_accuracy()], [metric_sparse_categorical_accuracy()],
#'   [metric_top_k_categorical_accuracy()], [metric_sparse_top_k_categorical_accuracy()], [metric_auc()],
#'   [metric_precision()], [metric_recall()], [metric_precision_at_recall()], [metric_recall_at_precision()],
#'   [metric_f1_score()], [metric_true_positives()], [metric_true_negatives()], [metric_false_positives()],
#'   [metric_false_negatives()], [metric_mean_iou()], [metric_binary_crossentropy()],
#'   [metric_categorical_crossentropy()], [metric_sparse_categorical_crossentropy()], [metric_mean_squared_error()],
#'   [metric_root_mean_squared_error()], [metric_mean_absolute_error()], [metric_mean_absolute_percentage_error()],
#'   [metric_mean_squared_logarithmic_error()], [metric_cosine_similarity()], [metric_r2_score()], [metric_mean()].
#' * **Optimizers:** [optimizer_adam()], [optimizer_adam_w()], [optimizer_adamax()], [optimizer_nadam()],
#'   [optimizer_sgd()], [optimizer_rmsprop()], [optimizer_adagrad()], [optimizer_adadelta()], [optimizer_lion()],
#'   [learning_rate_schedule_exponential_decay()], [learning_rate_schedule_inverse_time_decay()],
#'   [learning_rate_schedule_polynomial_decay()], [learning_rate_schedule_piecewise_constant_decay()],
#'   [learning_rate_schedule_cosine_decay()], [learning_rate_schedule_cosine_decay_restarts()].
#' * **Callbacks:** [callback_model_checkpoint()], [callback_early_stopping()], [callback_reduce_lr_on_plateau()],
#'   [callback_learning_rate_scheduler()], [callback_terminate_on_nan()], [callback_csv_logger()], [callback_lambda()],
#'   [callback_tensorboard()].
#' * **Initializers and regularizers:** [initializer_glorot_uniform()], [initializer_glorot_normal()],
#'   [initializer_he_uniform()], [initializer_he_normal()], [initializer_random_normal()],
#'   [initializer_truncated_normal()], [initializer_random_uniform()], [initializer_orthogonal()],
#'   [initializer_constant()], [initializer_zeros()], [initializer_ones()], [regularizer_l1()], [regularizer_l2()],
#'   [regularizer_l1_l2()].
#' * **Tensors:** [as_tensor()], [shape()], [tuple()], [tf], `%>%`, `%<-%`.
#' * **Python:** [install_prelayer()], [prelayer_sitrep()], [has_python()].
#'
#' # From R to Python and back
#'
#' * An unnamed list has entries by position; a named list or a data frame has entries by name.
#' * A vector, a matrix or an array is an array of the same shape. A single value is a scalar;
#'   `I("a")` is a vector of length one.
#' * A factor is converted to its labels, text is UTF-8, `NA` is an error and `NaN` is not.
#' * A whole number such as `10` is an integer where Python expects one; `1.5` is an error.
#' * Returned values are plain Python tensors, layers or datasets; [as.array()] converts them to R values.
#'
#' @examplesIf has_python()
#' # A layer is fitted once, and called like a function.
#' sizes <- layer_normalization()
#' sizes %>% adapt(c(1, 2, 3))
#' as.vector(sizes(c(2, 4)))
#'
#' # A preprocessor holds the layers of all columns of a table.
#' houses <- data.frame(size = c(1, 3), town = c("Ely", "Bath"))
#' prep <- preprocessor_from_frame(houses)
#' prep %>% adapt(houses)
#' prep(data.frame(size = 2, town = "Ely"))
#' @importFrom stats predict
#' @importFrom utils head tail
"_PACKAGE"

# R defines it in methods of group generics, such as Ops.
utils::globalVariables(".Generic")

#' Pipe and unpacking operators
#'
#' `%>%` is magrittr's pipe, [magrittr::%>%]. `%<-%` unpacks a list into variables, [zeallot::%<-%].
#'
#' @param lhs,rhs,x,value As in magrittr and zeallot.
#' @returns The value of `rhs`; for `%<-%`, `value`, invisibly.
#' @name pipe
#' @aliases %>% %<-%
#' @usage
#' lhs \%>\% rhs
#' x \%<-\% value
#' @family tensors
#' @seealso [conversion] lists the rules between R and Python.
#' @eval search_words("magrittr", "unpack a list", "zeallot", "multiple assignment")
#' @importFrom magrittr %>%
#' @importFrom zeallot %<-%
#' @export %>%
#' @export %<-%
#' @examples
#' c("b", "a") %>% sort()
#' c(first, ...) %<-% list(1, 2, 3)
#' first
NULL
